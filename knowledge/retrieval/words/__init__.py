"""Search by words: the lexical index, built, kept, asked."""

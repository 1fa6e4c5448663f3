"""Search by meaning: the index in Chroma, built, verified, asked."""

"""Similar past cases: proposed by meaning and by words, scored exactly, folded, described."""

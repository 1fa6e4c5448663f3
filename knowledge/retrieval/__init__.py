"""Similar past cases: the text of a case, its vector, the index, the search."""

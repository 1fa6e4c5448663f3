"""Whether a clause holds: its figures, what it claims of all or most, its words, the form of the prose."""

"""Whether a clause holds: its figures, its claims of all or most, its words, who did what and when, its form."""

"""How well and how fast similar cases are found, beside what one could do without us."""

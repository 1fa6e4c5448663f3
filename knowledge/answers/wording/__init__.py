"""How numbers, subjects, sentences and tables are written for people."""

"""How the tables of the inbox came to be what they are."""

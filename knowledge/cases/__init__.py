"""Cases, what happened to them, and the database they are kept in."""

"""What a case is searched by: its text, its vector, the model that makes it."""

"""What of a case is searched by: its text, its essence, its key."""

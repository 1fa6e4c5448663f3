"""LocalSlack's methods for tests, grouped: each does its work on the server's loop, and waits for it."""

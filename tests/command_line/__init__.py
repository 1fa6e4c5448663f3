"""The command line as a person and a script use it: every command, as a program of its own."""

"""The words for stretches of the calendar; every reader looks at the words of a question from one place on."""

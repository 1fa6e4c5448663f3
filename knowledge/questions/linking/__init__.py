"""From the words of a question to what they stand for: tokens, the word lists, the index of values, marks."""

"""Tests of what becomes of a question: the inbox, the reception, the replies."""

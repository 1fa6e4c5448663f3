"""Who a sentence of a case speaks to: the people who work on it, or a program that reads it for them."""

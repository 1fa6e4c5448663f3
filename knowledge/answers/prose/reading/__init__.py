"""What a sentence states, in six languages: quantities, dates, quotes, codes, claims of all or most."""

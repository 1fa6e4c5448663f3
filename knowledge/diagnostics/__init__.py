"""Why numbers are what they are: drivers of a change, and what is more than the usual variation."""

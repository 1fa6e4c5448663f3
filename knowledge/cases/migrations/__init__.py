"""The steps that bring a case database to today's tables; applied when it is opened."""

"""Tests of the search for similar cases, from the index in Chroma to the results."""

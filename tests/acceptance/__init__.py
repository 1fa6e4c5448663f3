"""The whole tool on real data and over the real protocol."""

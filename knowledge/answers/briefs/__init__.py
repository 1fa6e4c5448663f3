"""The brief of one case for whoever takes it over: what is wanted, was tried, was promised, waits, and happened."""

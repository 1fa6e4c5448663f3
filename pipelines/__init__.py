"""What fills and refreshes the knowledge: imports, the nightly run, the sample. Imports knowledge only."""

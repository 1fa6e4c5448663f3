"""What the cases say: facts, numbers, similar cases, answers. Imports neither bot nor pipelines."""

"""Vectors of texts: computed by a model, kept in a matrix, never computed twice."""

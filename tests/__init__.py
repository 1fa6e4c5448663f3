"""Promises in plain words, one module a module."""

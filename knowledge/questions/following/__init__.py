"""Fragments in a thread and several questions in one: Plans made out of Plans."""

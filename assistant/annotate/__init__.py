"""Writes what a check found into a Word document, as comments on the sentences it is about."""

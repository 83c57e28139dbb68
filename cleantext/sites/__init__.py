"""Boilerplate learned from a corpus: the lines that a site repeats on its pages."""

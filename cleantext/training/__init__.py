"""Fit the models of the scorer from labelled lines; see `__main__.py`."""

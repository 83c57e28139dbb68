"""Phrases per language, keyed by rule id; a user's own pack has the same format. No code."""

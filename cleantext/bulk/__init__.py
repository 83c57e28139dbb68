"""Corpora: records and batches of them, readers and writers, the local runner."""

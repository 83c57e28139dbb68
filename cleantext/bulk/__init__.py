"""Corpora: records and batches of records, readers and writers, the local runner."""

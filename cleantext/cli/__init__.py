"""The `cleantext` command."""

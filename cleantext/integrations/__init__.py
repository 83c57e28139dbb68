"""cleantext inside other libraries: one small module for each, which imports its library."""

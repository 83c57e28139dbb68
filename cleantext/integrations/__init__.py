"""cleantext inside other libraries: one small module each, which imports its library when it is imported itself."""

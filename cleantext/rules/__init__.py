"""One file per rule; the file's name is the rule's id, its fixture folder and its name in the log."""

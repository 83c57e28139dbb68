"""The machinery: documents, edits, rules, the scan and the pipeline. It imports no rule, file format or engine."""

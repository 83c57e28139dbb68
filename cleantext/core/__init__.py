"""The machinery: documents, edits, rules, the scan and the pipeline. Knows no rule, file format or engine."""

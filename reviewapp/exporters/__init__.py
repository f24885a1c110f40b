"""Report rows to bytes, one format a file."""

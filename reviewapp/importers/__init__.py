"""Uploaded bytes to a Manuscript, one format a file."""

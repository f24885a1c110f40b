"""Doors: the comments table as a file."""

"""Verbs: the only floor that changes anything."""

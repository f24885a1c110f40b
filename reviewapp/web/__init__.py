"""The doors: pages and JSON over the same verbs and questions."""

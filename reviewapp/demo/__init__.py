"""The living demo: its texts and its loader."""

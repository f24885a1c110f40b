"""What a file brought along."""

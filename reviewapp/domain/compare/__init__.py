"""What changed between two versions: sections, blocks, cells and words."""

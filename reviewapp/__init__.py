"""Expert review of guides: read, comment, decide, carry, report."""

"""Questions to the database. They never write."""

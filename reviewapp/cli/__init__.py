"""The command line: `flask --app wsgi …`, one command a file."""

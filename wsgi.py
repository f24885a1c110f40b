"""What a WSGI server and `flask --app wsgi` load."""

from config import settings_from
from reviewapp.app import create_app

app = create_app(settings_from())

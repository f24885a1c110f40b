"""Pages of places."""

from flask import Blueprint

places = Blueprint("places", __name__)

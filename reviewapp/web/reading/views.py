"""Pages of reading."""

from flask import Blueprint

reading = Blueprint("reading", __name__)

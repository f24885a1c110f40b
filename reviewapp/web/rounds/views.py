"""Pages of rounds."""

from flask import Blueprint

rounds = Blueprint("rounds", __name__)

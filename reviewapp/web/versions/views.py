"""Pages of versions."""

from flask import Blueprint

versions = Blueprint("versions", __name__)

"""The JSON API: one list of its doors."""

from flask import Blueprint

api = Blueprint("api", __name__, url_prefix="/api/v1")

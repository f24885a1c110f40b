"""Pages of triage."""

from flask import Blueprint

triage = Blueprint("triage", __name__)

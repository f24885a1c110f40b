"""Adding many people from a pasted list or a spreadsheet, after a preview."""

from flask import Blueprint

arrivals = Blueprint("arrivals", __name__)

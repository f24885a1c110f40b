"""Pages of accounts."""

from flask import Blueprint

accounts = Blueprint("accounts", __name__)

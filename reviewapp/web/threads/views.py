"""Pages of threads."""

from flask import Blueprint

threads = Blueprint("threads", __name__)

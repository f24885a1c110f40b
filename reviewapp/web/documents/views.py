"""Pages of documents."""

from flask import Blueprint

documents = Blueprint("documents", __name__)

"""Pages of projects."""

from flask import Blueprint

projects = Blueprint("projects", __name__)

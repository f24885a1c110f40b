"""One member: details, role, address, leaving, invitations."""

from flask import Blueprint

members = Blueprint("members", __name__)

"""Sign-in links as the command line prints them."""

from flask import current_app


def link_address(token: str) -> str:
    """Give the address of a sign-in link."""
    return f"{current_app.config['BASE_URL']}/sign-in/{token}"

"""Migrations of a database with a hundred thousand comments."""

from flask import Flask

from tests.migrations.conftest import bare_app  # noqa: F401
from tests.migrations.test_filled import up_down_up


def test_a_hundred_thousand_comments_stay_as_they_are(bare_app: Flask) -> None:  # noqa: F811
    up_down_up(thread=100_000)

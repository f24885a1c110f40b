"""Static files under a path that changes with their content, so that browsers keep them for a year."""

import hashlib
from functools import cache
from pathlib import Path

from flask import Blueprint, Flask, Response, request

from ..domain.errors import NotFound
from ..domain.permissions import Action
from ..extensions import compress
from .access import allow
from .lean import lean

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "static"
YEAR = 365 * 24 * 3600
SHEETS = ("tokens.css", "scripts.css", "base.css", "components/*.css")
"""What css/app.css is made of, in order: one request on a slow line instead of a dozen."""


def make_flask(name: str) -> Flask:
    """Make the Flask object with the project's folders and its stamped static path."""
    app = Flask(
        name,
        root_path=str(ROOT),
        template_folder="templates",
        static_folder="static",
        static_url_path=f"/static/{stamp()}",
    )
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = YEAR
    app.config["COMPRESS_ALGORITHM"] = ["br", "gzip"]
    compress.init_app(app)
    app.register_blueprint(_sheets(app))
    return app


def stamp() -> str:
    """Hash every static file: 12 hexadecimal digits."""
    digest = hashlib.sha256()
    for file in sorted(STATIC.rglob("*")):
        if file.is_file():
            digest.update(str(file.relative_to(STATIC)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:12]


def common_sheet() -> str:
    """Join the sheets that every page needs."""
    files = [file for pattern in SHEETS for file in sorted((STATIC / "css").glob(pattern))]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


@cache
def script(name: str) -> str:
    """Give a script as it is sent. Raises NotFound."""
    return lean(_source("js", name), "application/javascript")


@cache
def sheet(name: str) -> str:
    """Give a sheet as it is sent; "app" is the common one. Raises NotFound."""
    return lean(common_sheet() if name == "app" else _source("css", name), "text/css")


def _source(kind: str, name: str) -> str:
    file = STATIC / kind / f"{name}.{kind}"
    if not name.isalnum() or not file.is_file():
        raise NotFound
    return file.read_text(encoding="utf-8")


def _sheets(app: Flask) -> Blueprint:
    """Serve what is not sent as it lies in the folder: sheets and scripts."""
    sheets = Blueprint("sheets", __name__)

    @sheets.get(f"{app.static_url_path}/css/<name>.css")
    @allow(Action.VISIT)
    def common(name: str) -> Response:
        return _for_a_year(sheet(name), "text/css")

    @sheets.get(f"{app.static_url_path}/js/<name>.js")
    @allow(Action.VISIT)
    def scripts(name: str) -> Response:
        return _for_a_year(script(name), "text/javascript")

    return sheets


def _for_a_year(text: str, media_type: str) -> Response:
    answer = Response(text, mimetype=media_type)
    answer.cache_control.public, answer.cache_control.max_age = True, YEAR
    answer.add_etag()
    answer.make_conditional(request)
    return answer

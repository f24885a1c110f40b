"""Settings, read from the environment. `flask doctor` shows what is in force."""

import os
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent


def settings_from(environ: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """Build the Flask configuration. Raises SystemExit with a sentence when no secret key is to be had."""
    instance = Path(environ.get("INSTANCE_DIR", ROOT / "instance"))
    host, port = environ.get("HOST", "127.0.0.1"), environ.get("PORT", "5000")
    base_url = environ.get("BASE_URL", f"http://{host}:{port}").rstrip("/")
    max_upload_mb = int(environ.get("MAX_UPLOAD_MB", "50"))
    return {
        "SECRET_KEY": environ.get("SECRET_KEY") or _secret_key(instance / "secret_key"),
        "SQLALCHEMY_DATABASE_URI": environ.get("DATABASE_URL") or f"sqlite:///{instance / 'review.sqlite3'}",
        "MIGRATIONS": str(ROOT / "migrations"),
        "BASE_URL": base_url,
        "MAIL_URL": environ.get("MAIL_URL", ""),
        "MAIL_PATIENCE": float(environ.get("MAIL_PATIENCE", "30")),
        "WORKER_PAUSE": float(environ.get("WORKER_PAUSE", "5")),
        "PROXY_HOPS": int(environ.get("PROXY_HOPS", "0")),
        "MAX_UPLOAD_MB": max_upload_mb,
        "MAX_CONTENT_LENGTH": (max_upload_mb + 1) * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 2 * 1024 * 1024,
        "PAGE_STORE_MB": int(environ.get("PAGE_STORE_MB", "64")),
        "PREFERRED_URL_SCHEME": base_url.partition(":")[0],
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": base_url.startswith("https:"),
        "SESSION_COOKIE_NAME": "review_session",
        "PERMANENT_SESSION_LIFETIME": timedelta(days=30),
        "SESSION_REFRESH_EACH_REQUEST": False,
        "WTF_CSRF_TIME_LIMIT": None,
        "BABEL_DEFAULT_LOCALE": "en",
        "BABEL_TRANSLATION_DIRECTORIES": str(ROOT / "reviewapp" / "translations"),
        "COMPRESS_STREAMS": False,
    }


def _secret_key(file: Path) -> str:
    """Read the key that `make run` wrote once."""
    try:
        return file.read_text().strip()
    except FileNotFoundError:
        raise SystemExit(
            f"No secret key: set SECRET_KEY, or start once with `make run`, which writes "
            f"{file.name} into the instance folder."
        ) from None

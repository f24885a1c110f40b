"""What every answer says to the browser about safety, and to caches about whose it is."""

from flask import Flask, Response, request
from werkzeug.middleware.proxy_fix import ProxyFix

POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}
PARTS = {"text/css", "text/javascript"}
"""What is never a page of its own needs but one of them: twenty such answers stand before a first view."""


def register(app: Flask) -> None:
    """Trust as many proxies as configured, and set the headers on every answer."""
    if app.config.get("PROXY_HOPS"):
        hops = app.config["PROXY_HOPS"]
        # Each proxy adds an address, but hands the scheme on. Host, port and path nobody may claim.
        trusted = {"x_for": hops, "x_proto": 1, "x_host": 0, "x_port": 0, "x_prefix": 0}
        app.wsgi_app = ProxyFix(app.wsgi_app, **trusted)  # type: ignore[method-assign]

    @app.after_request
    def _safely(answer: Response) -> Response:
        names = ("X-Content-Type-Options",) if answer.mimetype in PARTS else HEADERS
        for name in names:
            answer.headers.setdefault(name, HEADERS[name])
        if request.is_secure:
            answer.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        if not answer.cache_control.public:
            answer.headers.setdefault("Cache-Control", "private, no-cache")
            answer.vary.update(["Cookie", "Authorization", "Accept-Language"])
        return answer

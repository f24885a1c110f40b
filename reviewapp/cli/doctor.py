"""`flask doctor`: the settings in force and what should be mended."""

from collections.abc import Mapping
from urllib.parse import urlsplit

import click
from flask import current_app
from flask.cli import with_appcontext

from ..mailing.knocking import knock
from ..mailing.servers import MailUrlError, read_mail_url
from ..packs import Pack
from ..queries.health import Finding, database_findings, masked_database_url
from ..services.reading import walls

LEAST_KEY = 32
AT_HOME = {"localhost", "127.0.0.1", "::1"}
MUST_STAND = {"limit of CPU", "audit hook"}
SHOWN_AS_THEY_ARE = ("BASE_URL", "MAX_UPLOAD_MB", "PROXY_HOPS", "SESSION_COOKIE_SECURE", "MIGRATIONS")
NO_FONTS = Finding("fonts", True, "none needed: pages use those of each reader's device")


@click.command("doctor")
@with_appcontext
def doctor() -> None:
    """Show the settings in force and what should be mended; the exit status is 1 if something should."""
    for name, value in sorted(_settings().items()):
        click.echo(f"  {name:<24} {value}")
    findings = [_key(), _address(), *database_findings(), _catalogues(), _mail(), _cage(), NO_FONTS]
    for finding in findings:
        click.echo(f"{'ok  ' if finding.is_ok else 'MEND'} {finding.subject}: {finding.words}")
    if not all(finding.is_ok for finding in findings):
        raise click.exceptions.Exit(1)


def _settings() -> dict[str, object]:
    """Give what is in force, without a secret."""
    return {
        **{name: current_app.config.get(name) for name in SHOWN_AS_THEY_ARE},
        "DATABASE_URL": masked_database_url(),
        "MAIL_URL": _masked_mail_url() or "not set",
        "SECRET_KEY": f"set, {len(current_app.config['SECRET_KEY'])} characters",
    }


def _masked_mail_url() -> str:
    url = current_app.config["MAIL_URL"]
    try:
        return str(read_mail_url(url)) if url else ""
    except MailUrlError:
        return "set, cannot be read"


def _key() -> Finding:
    if len(current_app.config["SECRET_KEY"]) >= LEAST_KEY:
        return Finding("secret key", True, "long enough")
    made = "python3 -c 'import secrets; print(secrets.token_hex(32))'"
    return Finding("secret key", False, f"shorter than {LEAST_KEY} characters: make one with {made}")


def _address() -> Finding:
    """Compare the address people use with what stands in front of the server."""
    address, hops = urlsplit(current_app.config["BASE_URL"]), current_app.config["PROXY_HOPS"]
    if address.scheme == "https" and not hops:
        return Finding("address", False, "https needs a proxy in front: set PROXY_HOPS to how many, mostly 1")
    if address.scheme == "http" and address.hostname not in AT_HOME:
        return Finding("address", True, "not encrypted: put a proxy with a certificate in front")
    return Finding("address", True, current_app.config["BASE_URL"])


def _catalogues() -> Finding:
    """Say which languages the pages speak, and how far the packs are that are not offered yet."""
    packs: Mapping[str, Pack] = current_app.extensions["packs"]
    missing = [pack.tag for pack in packs.values() if not pack.is_compiled]
    if missing:
        return Finding(
            "languages",
            False,
            f"not compiled: {', '.join(missing)}. Run python -m reviewapp.packs and start again",
        )
    spoken = ", ".join(pack.tag for pack in packs.values() if pack.is_offered)
    waiting = [f"{pack.tag} {pack.share:.0%}" for pack in packs.values() if not pack.is_offered]
    return Finding(
        "languages", True, spoken + (f"; not offered yet: {', '.join(waiting)}" if waiting else "")
    )


def _cage() -> Finding:
    """Say what stands around the process that reads uploaded files on this machine."""
    standing, missing = walls()
    words = ", ".join(standing) + (f"; not to be had here: {', '.join(missing)}" if missing else "")
    return Finding("reading of files", not MUST_STAND & set(missing), words)


def _mail() -> Finding:
    """Knock at the mail server; without one, pages show the texts to copy."""
    if not current_app.config["MAIL_URL"]:
        return Finding("mail", True, "not set: pages show invitations and links, to copy and send by hand")
    return Finding("mail", *_knocked())


def _knocked() -> tuple[bool, str]:
    try:
        complaint = knock(read_mail_url(current_app.config["MAIL_URL"]))
    except MailUrlError as error:
        return False, str(error)
    return (False, f"{complaint}. Check MAIL_URL") if complaint else (True, "the server takes mail")

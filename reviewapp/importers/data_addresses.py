"""Pictures that stand in the text itself: data: addresses."""

import base64
import binascii
from urllib.parse import unquote, unquote_to_bytes


def data_of(source: str) -> bytes:
    """Return the bytes of a data: address, b"" for any other."""
    head, comma, body = source.partition(",")
    if not comma or not head.strip().lower().startswith("data:"):
        return b""
    try:
        return base64.b64decode(unquote(body)) if head.lower().endswith(";base64") else unquote_to_bytes(body)
    except (binascii.Error, ValueError):
        return b""

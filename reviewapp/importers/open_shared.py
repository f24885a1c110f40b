"""What the readers of one OpenDocument file share."""

import base64
import binascii
from dataclasses import dataclass, field
from datetime import datetime

from .drafting import Draft
from .languages import Languages
from .open_lists import Lists
from .open_parts import Package
from .open_styles import Styles
from .open_xml import Element, address_of, o
from .tracked import MAX_CHANGES, Change

MAX_COMMENTS = 5_000


@dataclass(slots=True)
class Remark:
    """A comment that was met; its place has signs of the same name. `answers` is the name of another one."""

    sign: str
    name: str
    answers: str
    author: str
    at: datetime | None
    text: str
    is_resolved: bool


@dataclass(slots=True)
class Region:
    """A tracked change as the file announces it. `words` were deleted, None for an insertion."""

    author: str
    at: datetime | None
    words: str | None
    comments: list[Element]  # on deleted words


@dataclass(slots=True)
class Shared:
    """What every reader asks, and what all of them gather."""

    package: Package
    styles: Styles
    lists: Lists
    languages: Languages
    draft: Draft
    regions: dict[str, Region] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    notes: list[Element] = field(default_factory=list)  # in the order of their marks, from 1
    _signs: dict[str, str] = field(default_factory=dict)  # of comments, by the names that the file gives
    _addresses: dict[str, str] = field(default_factory=dict)  # of the pictures that were met

    def keep(self, image: Element, alt: str) -> str:
        """Keep a picture of the file and return its address, "" if it is not kept. Nothing is fetched."""
        address = address_of(image)
        if address and address in self._addresses:
            self.draft.count_picture()
            if not self._addresses[address]:
                self.draft.warn("image_not_kept", alt)
            return self._addresses[address]
        data = self._data(image, address) if self.draft.may_read_images() else b""
        kept = self.draft.keep_image(data, alt)
        if address:
            self._addresses[address] = kept
        return kept

    def change(self, region_id: str, region: Region) -> Change:
        """Note a tracked change at its place."""
        name, is_insertion = f"change {region_id}", region.words is None
        made = Change(name, is_insertion, region.author, region.at, region.words or "")
        if len(self.changes) < MAX_CHANGES:
            self.changes.append(made)
        return made

    def comment(self, name: str) -> str:
        """Return the sign of a comment that begins here."""
        sign = f"comment {len(self.remarks)}"
        if name:
            self._signs[name] = sign
        return sign

    def sign_of(self, name: str) -> str:
        """Return the sign of the comment of a name, "" if none has begun."""
        return self._signs.get(name, "")

    def _data(self, image: Element, address: str) -> bytes:
        if address:
            return self.package.content(address)
        inline = image.findtext(o("office:binary-data")) or ""
        try:
            return base64.b64decode(inline)
        except binascii.Error:
            return b""

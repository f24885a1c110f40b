"""Word files, by way of mammoth: its HTML, flat, paragraph by paragraph, becomes blocks."""

import io
import re
from contextlib import suppress
from typing import Any

import mammoth
from mammoth import documents, transforms
from mammoth.docx.files import InvalidFileReferenceError

from .archive import open_archive, read_part
from .base import Manuscript
from .drafting import Draft
from .word_html import PREFIX, read_word_html
from .word_parts import main_part, part_of
from .word_styles import paragraph_kinds

_DEEPEST_ITEM = 9
# Every paragraph gets one of these as its style id before mammoth looks, so nothing depends on names.
_ITEMS = [f"item-{depth}-{mark}" for depth in range(1, _DEEPEST_ITEM + 1) for mark in ("ol", "ul")]
_STYLE_MAP = "\n".join(
    [f"p.heading-{level} => h{level}:fresh" for level in range(1, 7)]
    + [f"p.{kind} => p.{kind}:fresh" for kind in (*_ITEMS, "caption", "quote", "code")]
    + ["p.toc => !", "r[style-name='Strong'] => strong", "r[style-name='Emphasis'] => em"]
)
_UNREAD = re.compile(r"An unrecognised element was ignored: (?:\{[^}]*\}|\w+:)(\w+)")
# Elements that mammoth leaves out although a reader would see something there.
_UNREAD_PARTS = {"oMath", "oMathPara", "chart", "relIds", "altChunk", "sym", "ruby"}


class DocxImporter:
    """Read Office Open XML text files (.docx, .docm, .dotx)."""

    def read(self, data: bytes) -> Manuscript:
        """Read a Word file. Tracked insertions are in, deletions out, hidden text is in."""
        with open_archive(data) as archive:
            main = main_part(archive)
            kinds = paragraph_kinds(read_part(archive, part_of(archive, main, "styles")))
        draft = Draft()
        result = mammoth.convert_to_html(
            io.BytesIO(data),
            style_map=_STYLE_MAP,
            include_default_style_map=False,
            include_embedded_style_map=False,  # a file must not say which elements come out
            external_file_access=False,
            id_prefix=PREFIX,
            transform_document=lambda document: _marked(document, kinds),
            convert_image=mammoth.images.img_element(lambda image: _kept(image, draft)),
        )
        for message in result.messages:
            found = _UNREAD.match(message.message)
            if found and found[1] in _UNREAD_PARTS:
                draft.warn("part_not_read", found[1])
        read_word_html(result.value, draft)
        return draft.finish()


def _marked(document: Any, kinds: dict[str, str]) -> Any:
    """Give each paragraph the style id of `_STYLE_MAP` that says what it is."""

    def paragraph(element: Any) -> Any:
        kind = kinds.get(element.style_id, "")
        if not kind or kind.startswith("item-"):
            kind = _item(element.numbering, least=int(kind[5:] or 1))
        return element.copy(style_id=kind or None, style_name=None, numbering=None)

    def reference(element: Any) -> Any:
        try:
            document.notes.resolve(element)
        except KeyError:  # mammoth stops at a mark whose note is missing
            return documents.text("")
        return element

    without_lost_notes = transforms.element_of_type(documents.NoteReference, reference)(document)
    return transforms.paragraph(paragraph)(without_lost_notes)


def _item(numbering: Any, *, least: int) -> str:
    if numbering is None:
        return ""
    depth = min(max(int(numbering.level_index) + 1, least), _DEEPEST_ITEM)
    return f"item-{depth}-{'ol' if numbering.is_ordered else 'ul'}"


def _kept(image: Any, draft: Draft) -> dict[str, str]:
    """Return the attributes of an `<img>`: a src of "" says that the picture is not kept."""
    alt = str(image.alt_text or "")
    data = b""
    if draft.may_read_images():
        with suppress(OSError, KeyError, InvalidFileReferenceError), image.open() as stream:
            data = stream.read()
    return {"src": draft.keep_image(data, alt), "alt": alt}

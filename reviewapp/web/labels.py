"""Codes of the domain in the words of the screens, one table for each kind."""

from collections.abc import Mapping

from babel import Locale, UnknownLocaleError
from flask_babel import get_locale, lazy_pgettext
from flask_babel import lazy_gettext as _l

from .report_labels import REPORT_LABELS

LABELS: Mapping[str, Mapping[str, object]] = {
    **REPORT_LABELS,
    "status": {
        "draft": _l("Draft"),
        "open": _l("Open"),
        "in_progress": _l("In progress"),
        "decided": _l("Decided"),
        "closed": _l("Closed"),
        "withdrawn": _l("Withdrawn"),
    },
    "disposition": {
        "accepted": _l("Accepted"),
        "accepted_with_modification": _l("Accepted with modification"),
        "noted": _l("Noted"),
        "not_accepted": _l("Not accepted"),
        "duplicate": _l("Duplicate"),
        "out_of_scope": _l("Out of scope"),
    },
    "type": {
        "substantive": _l("Substantive"),
        "structure": lazy_pgettext("type of comment", "Structure"),
        "terminology": _l("Terminology or translation"),
        "editorial": _l("Editorial"),
        "question": _l("Question"),
        "example": _l("Example or evidence"),
    },
    "importance": {"essential": _l("Essential"), "important": _l("Important"), "minor": _l("Minor")},
    "scope": {
        "passage": _l("Passage"),
        "section": _l("Section comment"),
        "document": _l("General comment"),
    },
    "place": {
        "in_place": _l("In place"),
        "changed": _l("Passage changed"),
        "moved": _l("Moved"),
        "section_only": _l("Section only"),
        "removed": _l("Passage removed"),
        "to_be_placed": _l("To be placed"),
    },
    "role": {
        "manager": _l("Manager"),
        "editor": _l("Editor"),
        "officer": _l("Project officer"),
        "reviewer": _l("Reviewer (expert)"),
        "observer": _l("Observer"),
    },
    "institution_type": {
        "government": _l("Government"),
        "employers": _l("Employers' organization"),
        "workers": _l("Workers' organization"),
        "enterprise": _l("Enterprise"),
        "tvet": _l("TVET institution"),
        "sector_body": _l("Sector body"),
        "research": _l("Research"),
        "international": _l("International organization"),
    },
    "document_kind": {"outline": _l("Outline"), "chapter": _l("Chapter")},
    "version_state": {
        "draft": lazy_pgettext("version", "Draft"),
        "published": _l("Published"),
        "superseded": _l("Superseded"),
        "final": _l("Final"),
        "archived": _l("Archived"),
        "withdrawn": lazy_pgettext("version", "Withdrawn"),
    },
    "round_state": {
        "planned": _l("Planned"),
        "open": lazy_pgettext("round", "Open"),
        "closed": lazy_pgettext("round", "Closed"),
        "in_resolution": _l("In resolution"),
        "answered": _l("Answered"),
        "reported": _l("Reported"),
        "cancelled": _l("Cancelled"),
    },
    "reviewer_state": {
        "listed": _l("Not invited yet"),
        "invited": lazy_pgettext("reviewer", "Invited"),
        "opened": lazy_pgettext("reviewer", "Opened"),
        "in_progress": lazy_pgettext("reviewer", "In progress"),
        "submitted": _l("Submitted"),
        "declined": _l("Declined"),
        "no_answer": _l("No answer"),
    },
    "visibility": {
        "open": _l("Reviewers see each other's comments"),
        "after_submit": _l("Reviewers see the others' comments after they submitted"),
        "blind": _l("Reviewers see only their own comments"),
    },
    "attribution": {
        "named": _l("Name and institution"),
        "institution": _l("Institution"),
        "role": _l("Role and type of institution"),
        "number": _l("Number only"),
    },
    "late": {
        "accept": _l("Accept late comments"),
        "mark": _l("Accept and mark them as late"),
        "refuse": _l("Refuse them"),
    },
    "language": {
        "en": _l("English"),
        "zh": _l("Chinese"),
        "th": _l("Thai"),
        "lo": _l("Lao"),
        "km": _l("Khmer"),
        "vi": _l("Vietnamese"),
        "id": _l("Indonesian"),
        "ms": _l("Malay"),
        "my": _l("Burmese"),
    },
    "section_change": {
        "same": _l("Unchanged"),
        "changed": _l("Changed"),
        "renamed": _l("Renamed"),
        "renumbered": _l("Renumbered"),
        "moved": _l("Moved"),
        "split": _l("Split"),
        "merged": _l("Merged"),
        "added": _l("Added"),
        "removed": _l("Removed"),
    },
    "block_change": {
        "same": _l("Unchanged"),
        "changed": _l("Changed"),
        "moved": _l("Moved"),
        "added": _l("Added"),
        "removed": _l("Removed"),
    },
    "change_aspect": {
        "words": _l("other words"),
        "number": _l("another number"),
        "kind": _l("another kind of paragraph"),
        "level": _l("another level"),
        "picture": _l("another picture"),
    },
    "yes_no": {"yes": _l("Yes"), "no": _l("No")},
    "channel": {
        "online": _l("Online"),
        "form": lazy_pgettext("channel", "Form"),
        "word": _l("Word file"),
        "workshop": _l("Workshop"),
        "letter": _l("Letter or e-mail"),
    },
    "thread_tag": {
        "for discussion": _l("for discussion"),
        "resolved in the file": _l("resolved in the file"),
    },
    "person_tag": {
        "lead editor": _l("lead editor"),
        "bilingual editor": _l("bilingual editor"),
        "focal point": _l("focal point"),
    },
    "in_text": {
        "changed": _l("Accepted, and the passage changed"),
        "not_yet": _l("Accepted, not changed yet"),
    },
    "warning": {
        "no_headings": _l("No headings were found. Say below which paragraphs are headings."),
        "image_not_kept": _l("A picture could not be kept; its description stands in its place."),
        "part_not_read": _l("A part of the file was not read."),
        "text_only": _l("Only the text of this PDF was read: no tables, pictures or headings."),
        "heading_level_skipped": _l("A heading level is skipped here."),
        "encoding_guessed": _l("The encoding of the characters is a guess."),
    },
    "guess": {
        "numbered": _l("numbered"),
        "bold": _l("in bold"),
        "typed": _l("set apart"),
    },
}


def label(kind: str, code: object) -> str:
    """Put a code into words in the reader's language; an unknown or empty code is shown as it is."""
    value = getattr(code, "value", code) or ""
    if kind == "country":
        return str(_territories().get(str(value), value))
    if kind in ("language", "edition"):
        return str(LABELS["language"].get(str(value)) or _language(str(value)))
    return str(LABELS[kind].get(str(value), value))


def _language(tag: str) -> str:
    """Name a language that has no word of ours, as Babel does in the present language."""
    locale = get_locale()
    try:
        return str(Locale.parse(tag, sep="-").get_display_name(locale) or tag)
    except (ValueError, UnknownLocaleError):
        return tag


def _territories() -> Mapping[str, str]:
    """Name countries by their ISO 3166 code, as Babel does in the present language."""
    locale = get_locale()
    return locale.territories if locale else {}


def choices(kind: str) -> list[tuple[str, object]]:
    """Give (code, words) of a kind, in order, for a select."""
    return list(LABELS[kind].items())

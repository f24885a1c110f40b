"""Keep a text from waking up as a formula when a spreadsheet reads a file that cannot say "this is text".

The decision: an apostrophe is set before the sign, nothing is ever taken away or replaced.

* Text whose first visible character is a formula sign gets it in front, harmless text too: a spreadsheet
  takes `- a list item` for a formula and shows an error instead; the apostrophe keeps it readable.
* A plain negative number (-12.5) stays bare: it is shown as typed and does nothing.
* A spreadsheet whose separator is the semicolon or TAB ignores our quotes, cuts a cell at its own separator
  and at line ends. So a sign after one of these gets the apostrophe as well, unless it begins a list item,
  a mention, a number or a ruled line: the lists in a comment stay as typed.
"""

import re

MARK = "'"

_SIGN = "[=+\\-@＝＋－＠﹢﹣﹦﹫⁺⁻⁼₊₋₌]"
# What may stand before a sign unseen or be eaten by a spreadsheet: blanks, invisible characters, quotes.
_VEIL = (
    "[\\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\"'`´‘’‚‛“”„‟«»‹›＂＇]"
)
_ACTIVE_START = re.compile(f"[\\t\\n\\r]|{_VEIL}*+{_SIGN}")
_PLAIN_NUMBER = re.compile(r"-(?:0|[1-9][0-9]{0,5})(?:\.[0-9]{0,3}[1-9])?")
# Possessive, so that a long run of blanks is walked once.
_SEPARATOR_AND_VEIL = re.compile(f"[;,\\t\\n]{_VEIL}*+")
_SIGN_HERE = re.compile(_SIGN)
_PIECE = re.compile(r"[^;,\t\n]*")
_HARMLESS = re.compile(
    r"""
      (?: [-+][ ]+ | @ (?! [a-z]{1,3} \$? [0-9] ) )  # a list item or somebody's name, no cell's,
      [^\W\d_]                        # then words
      (?: [^=+*/^&|!<>(\[] | (?<!\w)\( )*   # without operators, calls or references
    | [-+] [0-9]{1,6} (?: \.[0-9]{1,4} )? %? [ ]*
    | [-=+]+ [ ]*
    """,
    re.VERBOSE | re.IGNORECASE,
)


def guarded(text: str) -> str:
    """Return `text` with an apostrophe before each sign that a spreadsheet could begin a formula at."""
    if _PLAIN_NUMBER.fullmatch(text):
        return text
    inert_inside = _SEPARATOR_AND_VEIL.sub(_marked_if_active, text)
    return MARK + inert_inside if _ACTIVE_START.match(inert_inside) else inert_inside


def _marked_if_active(gap: re.Match[str]) -> str:
    text, start = gap.string, gap.end()
    if not _SIGN_HERE.match(text, start):
        return gap[0]
    piece = _PIECE.match(text, start)
    is_harmless = piece is not None and _HARMLESS.fullmatch(piece[0])
    return gap[0] if is_harmless else gap[0] + MARK

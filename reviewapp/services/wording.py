"""The words of a comment as they are kept: checked, and rendered once."""

from .. import markup
from ..domain.errors import BadInput
from ..domain.threads import BODY_LENGTH, WORDING_LENGTH, check_words


def words_of(body: str, proposed_wording: str) -> dict[str, str | int]:
    """Check and render what was typed; give the columns of a thread. Raises BadInput."""
    words = check_words(markup.without_controls(body), BODY_LENGTH, "body")
    wording = markup.without_controls(proposed_wording).strip()
    if len(wording) > WORDING_LENGTH:
        raise BadInput("text_too_long", field="proposed_wording", limit=WORDING_LENGTH, length=len(wording))
    return {
        "body": words,
        "body_html": markup.render_comment(words),
        "proposed_wording": wording,
        "ruleset": markup.RULESET,
    }

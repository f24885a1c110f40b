"""What is being written, as it will be shown; nothing is kept."""

from .. import markup
from ..domain.threads import BODY_LENGTH, check_words


def preview(body: str) -> str:
    """Give the safe HTML of a comment. Raises BadInput for no words or too many."""
    return markup.render_comment(check_words(markup.without_controls(body), BODY_LENGTH, "body"))

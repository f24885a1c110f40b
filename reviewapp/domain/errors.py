"""What can go wrong in a review, named so that every door can say it in the reader's language."""


class ReviewError(Exception):
    """Refuse an act. `code` names the sentence to show, `params` fill its gaps, `field` names the input."""

    def __init__(self, code: str, *, field: str | None = None, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.params = params


class BadInput(ReviewError):
    """What was sent cannot be used as it is (422)."""


class Forbidden(ReviewError):
    """The actor sees the thing but may not do this to it (403)."""


class NotFound(ReviewError):
    """No such thing, or none the actor may know of (404)."""

    def __init__(self, code: str = "not_found") -> None:
        super().__init__(code)


class StateConflict(ReviewError):
    """The present state of the thing forbids the act (409)."""


class Stale(ReviewError):
    """Somebody changed the thing after the actor read it (412)."""


class TooMany(ReviewError):
    """Too many tries in a short time (429); `retry_after` is how many seconds to wait."""

    def __init__(self, code: str, *, retry_after: int, **params: object) -> None:
        super().__init__(code, field=None, **params)
        self.retry_after = retry_after

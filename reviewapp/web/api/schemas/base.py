"""What all schemas share."""

from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, model_validator

PublicId = Annotated[str, Field(pattern=r"^[0-9A-Za-z_-]{1,64}$", description="An opaque id.")]


def in_utc(at: datetime) -> str:
    """Write a moment as ISO 8601 in UTC, to the second."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


Moment = Annotated[datetime, PlainSerializer(in_utc, when_used="json-unless-none")]
MomentText = Annotated[
    str,
    Field(
        description="ISO 8601. Without an offset: in the project's time zone. A date alone: the beginning "
        "(opens_at) or the end (closes_at, objections_until) of that day.",
        examples=["2027-03-01T09:00:00+08:00", "2027-03-01"],
    ),
]
Language = Annotated[str, Field(description="BCP 47; zh means zh-Hans.", examples=["en", "zh"])]
"""Checked and written in one form by the verbs."""


class Taken(BaseModel):
    """What comes in. Fields nobody names are ignored; types are not bent."""

    model_config = ConfigDict(strict=True, extra="ignore", str_max_length=200_000, defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _null_is_absent(cls, sent: Any) -> Any:
        if not isinstance(sent, dict):
            return sent
        return {name: value for name, value in sent.items() if value is not None}

    def named(self) -> dict[str, Any]:
        """Give the fields that were sent with a value."""
        return {name: value for name in self.model_fields_set if (value := getattr(self, name)) is not None}


class Given(BaseModel):
    """What goes out."""

    model_config = ConfigDict(defer_build=True)


class Problem(Given):
    """What went wrong (RFC 9457), in the reader's language."""

    type: str
    title: str
    status: int
    detail: str
    errors: dict[str, list[str]] | None = Field(None, description="Sentences by field name, with 422.")

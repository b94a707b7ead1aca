"""What a person asks about themselves, or an app for them (本人的消息、证照、评价)."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from .asked import Page, Sent, Text
from .told import Told


class OwnAsked(Page):
    """A page of what is one's own, the newest first."""


class OwnMessage(Told):
    at: datetime
    text: str
    case_number: str
    is_read: bool


class OwnMessages(Told):
    results: list[OwnMessage]
    next: str | None
    unread: int


class OwnLicense(Told):
    id: str
    identifier: str
    name: str
    issuer: str
    holder: str
    status_label: str
    valid_from: date
    valid_to: date | None


class OwnLicenses(Told):
    results: list[OwnLicense]
    next: str | None


class OwnRating(Told):
    code: str
    service_label: str
    agency: str
    case_number: str
    is_open: bool


class OwnRatings(Told):
    results: list[OwnRating]
    next: str | None


class RatingSent(Sent):
    grade: Annotated[int, Field(ge=1, le=5, description="1非常满意、2满意、3基本满意、4不满意、5非常不满意")]
    tags: Annotated[list[Text], Field(default_factory=list, max_length=20, description="评价标签的代号")]
    words: Annotated[str, Field(max_length=500, description="想说的话，不要带身份证号、手机号")] = ""


class RatingTold(Told):
    code: str
    grade: int
    grade_label: str
    rated_at: datetime

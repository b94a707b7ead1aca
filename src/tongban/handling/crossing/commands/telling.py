"""Telling the receiving place how it goes (告知进度): each step of the case that its applicant is told of."""

from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.ledger.commands import advance
from tongban.handling.crossing.models import Crossing
from tongban.handling.crossing.rules.letters import Kind

from .steps import take
from .writing import write


@transaction.atomic
def tell_progress(crossing: Crossing, words: str, *, by: Actor, at: datetime) -> None:
    """告诉进度: to the receiving place, in words."""
    step = take("note_progress", crossing, by=by)
    _, parcel = write(crossing, Kind.PROGRESS, {"words": words}, at=at)
    advance(crossing, step, by=by, at=at, facts={"words": words}, send=(parcel,))

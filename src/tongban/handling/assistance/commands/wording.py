"""What a helper says to somebody who fills in a form (帮办说的话): nothing beyond the list is asked for; R-047."""

from datetime import datetime

from tongban.foundation.kernel.actors import Actor
from tongban.handling.assistance.models import Assistance
from tongban.handling.cases.commands.wording import AsksUnlisted, refuse_asks_beyond
from tongban.handling.cases.commands.wording import note_blocked_words as note_blocked_of
from tongban.handling.cases.models import Draft
from tongban.registers.catalog.queries import guide_in_force


def refuse_unlisted_words(session: Assistance, text: str, *, by: Actor) -> None:
    """`AsksUnlisted` when a helper's words ask for something that the list of this matter does not ask for.

    The situation is what the applicant answered so far; what depends on an open question counts as listed.
    """
    guide = guide_in_force(session.option_code) if by.is_staff and text else None
    if guide is None:
        return
    draft = Draft.objects.filter(number=session.draft_number).only("answers").first() if session.draft_number else None
    refuse_asks_beyond(guide.option, draft.answers if draft is not None else {}, {"/words": text})


def note_blocked_words(session: Assistance, refusal: AsksUnlisted, *, by: Actor, at: datetime) -> None:
    """Keep that a helper's words were stopped; counted to the body whose matter it is."""
    note_blocked_of(session.option_code, refusal, verb="say", by=by, at=at)

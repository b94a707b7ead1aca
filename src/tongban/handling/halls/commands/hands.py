"""In whose hands a number is (在谁手上): nobody serves or ends what another called."""

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import NotYours
from tongban.handling.halls.models import Ticket


class InOtherHands(NotYours):
    """Another window called this number (别的窗口叫的号)."""

    code = "in_other_hands"
    sentence = "这个号是别的窗口叫的，由那个窗口办理。"


def refuse_other(ticket: Ticket, by: Actor) -> None:
    """`InOtherHands` for whoever did not call it."""
    if by.staff_id is None or ticket.clerk_id != by.staff_id:
        raise InOtherHands()

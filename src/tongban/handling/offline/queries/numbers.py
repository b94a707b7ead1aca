"""Which numbers a place has left, and which paper cases were entered (剩余编号、已补录)."""

from collections.abc import Sequence

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.codes import case_number
from tongban.foundation.kernel.errors import NotFound
from tongban.handling.offline.models import NumberBlock, PaperIntake

MOST_BLOCKS = 20


def blocks_of(actor: Actor) -> Sequence[NumberBlock]:
    """The blocks of one's own place, the newest first (two statements)."""
    rows = NumberBlock.objects.filter(venue_id=actor.venue_id or 0).prefetch_related("intakes")
    return list(rows.order_by("-id")[:MOST_BLOCKS])


def block_for(actor: Actor, key: int) -> NumberBlock:
    """A block of one's own place; else `NotFound`."""
    rows = NumberBlock.objects.filter(venue_id=actor.venue_id or 0, pk=key)
    found = rows.select_related("venue").prefetch_related("intakes").first()
    if found is None:
        raise NotFound("没有这个号段，或者它不是您这个地点的。")
    return found


def free_in(block: NumberBlock) -> list[str]:
    """The numbers of a block under which nothing was entered yet, in order."""
    used = {each.number for each in block.intakes.all()}
    made = (case_number(block.division, block.year, serial) for serial in range(block.first, block.last + 1))
    return [each for each in made if each not in used]


def entered_at(actor: Actor, *, before: int | None = None, size: int) -> Sequence[PaperIntake]:
    """What was entered at one's own place, the newest first (one statement)."""
    rows = PaperIntake.objects.filter(block__venue_id=actor.venue_id or 0).select_related("staff")
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return list(rows.order_by("-id")[:size])

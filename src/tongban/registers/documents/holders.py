"""Who may see a file that belongs to something (材料归属): each module answers for its own subjects.

`config/wiring.py` fills the table once at start: `HOLDERS["case"] = cases.queries.may_see`. A kind of holder that
nobody answers for is seen by nobody.
"""

from collections.abc import Callable

from django.db.models import Q

from tongban.foundation.kernel.actors import Actor

MaySee = Callable[[Actor, str], bool]

HOLDERS: dict[str, MaySee] = {}
NARROWED: dict[str, Callable[[Actor], Q]] = {}
"""Of what belongs to a holder, the files that this actor may look at: filled like `HOLDERS`, for kinds that narrow."""


def may_see(actor: Actor, holder: str) -> bool:
    """May this actor see what belongs to `holder` (such as `case:123`)?"""
    kind, _, ref = holder.partition(":")
    answers = HOLDERS.get(kind)
    return answers is not None and answers(actor, ref)


def narrowed(actor: Actor, holder: str) -> Q:
    """Which files of this holder the actor may look at: all of them, unless its module says otherwise."""
    kind = holder.partition(":")[0]
    return NARROWED[kind](actor) if kind in NARROWED else Q()

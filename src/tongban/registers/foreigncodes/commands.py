"""Scanning a code of others (扫互通码): its issuer says whose it is, the holder says what may be seen.

Nothing that the issuer tells is kept: not the code, not the name, not the number. What remains is the scan, with the
kind of code that it began with.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import uuid4

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import Declined
from tongban.registers.codes.models import Scan
from tongban.registers.codes.ports import BOUND as SCENES
from tongban.registers.parties.models import Party
from tongban.registers.parties.queries import find_party
from tongban.registers.scenes.commands import ask_in
from tongban.registers.scenes.rules.scopes import narrowed

from .ports import BOUND, ForeignUnavailable, Holder
from .rules import ForeignKind, plain_text, recognised

TRIES = 2


class NotForeign(Declined):
    """It is none of the codes that ours goes together with (不是互通的码)."""

    code = "foreign_code_unknown"
    sentence = "这不是能互通的码。请对方亮本市的码，或者出示证件。"


class HolderNotHere(Declined):
    """The issuer's person is not in the city's register, or under another name (本市没有这个人的登记)."""

    code = "foreign_holder_unknown"
    sentence = "这个码的持有人在本市还没有登记，或者登记的姓名对不上。请出示证件办理。"


def kind_of_foreign(typed: str) -> ForeignKind | None:
    """Which code of others this is, if any; asks nobody."""
    return recognised(typed, BOUND.forms)


def scan_foreign(scene: str, typed: str, *, wanted: Collection[str] | None = None, by: Actor, at: datetime) -> Scan:
    """扫互通码 in a scene: the same person is found here and asked, as if they had shown a code of ours.

    The scene is looked at first, so that nobody is told of who may not ask. `NotForeign`, `SceneUnknown`,
    `BeyondScope`; `ForeignRefused` and `ForeignUnavailable` of the issuer; `HolderNotHere`.
    """
    kind = kind_of_foreign(typed)
    if kind is None:
        raise NotForeign()
    narrowed(SCENES[0].scope_of(scene, by=by, at=at), wanted)
    party = _same_person(_holder(kind, plain_text(typed), at=at))
    return ask_in(scene, party, origin=kind.label, wanted=wanted, by=by, at=at)


def _holder(kind: ForeignKind, code: str, *, at: datetime) -> Holder:
    """What the issuer says, asked again under the same number when the answer was lost."""
    issuer = BOUND.issuers.get(kind)
    if issuer is None:
        raise ForeignUnavailable(f"还没有接通{kind.label}的系统。请对方亮本市的码，或者出示证件。")
    number = uuid4().hex
    for _ in range(TRIES - 1):
        try:
            return issuer.holder_of(code, number=number, at=at)
        except ForeignUnavailable:
            continue
    return issuer.holder_of(code, number=number, at=at)


def _same_person(holder: Holder) -> Party:
    """The party with this paper and this name; `HolderNotHere` otherwise, also for a number that cannot be one."""
    found = find_party(id_kind=holder.id_kind, id_number=holder.id_number)
    if found is None or found.name != holder.name:
        raise HolderNotHere()
    return found

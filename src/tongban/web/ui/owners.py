"""Whose time it was (用时归因), as the pages show it: four shares with their words, adding up to the whole."""

from collections.abc import Sequence
from dataclasses import dataclass

from tongban.handling.cases.rules.attribution import Owner, Part, elapsed, shares

LABELS = {Owner.OFFICE: "经办机关", Owner.APPLICANT: "申请人", Owner.PROVINCE: "上级系统", Owner.THIRD_PARTY: "第三方"}


@dataclass(frozen=True, slots=True)
class OwnerShare:
    """One of the four, in seconds, with its stages."""

    key: str
    label: str
    seconds: int
    stages: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Owners:
    """The whole and its four shares."""

    elapsed: int
    shares: tuple[OwnerShare, ...]


def owners_of(parts: Sequence[Part]) -> Owners:
    """The shares in the order of the bar: the office first; who had nothing stands there with zero."""
    found = {each.owner: each for each in shares(parts)}
    rows = (
        OwnerShare(key.value, label, found[key].seconds, found[key].stages if len(found[key].stages) > 1 else ())
        for key, label in LABELS.items()
    )
    return Owners(elapsed(parts), tuple(rows))

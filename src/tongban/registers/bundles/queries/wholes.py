"""A bundle as a whole in one situation (一件事全貌): order, days, one form, one set of papers; for every page."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from tongban.registers.bundles.rules.content import Content, Member
from tongban.registers.bundles.rules.form import Entry, asked, dispatched
from tongban.registers.bundles.rules.graph import Way, circles, critical_path, in_workdays, order
from tongban.registers.bundles.rules.needed import Chosen, needed_members
from tongban.registers.bundles.rules.papers import Paper, PaperSet, SparedOnce, minimal_set, told_once
from tongban.registers.catalog.guides import Guide

from .editions import guides_of


@dataclass(frozen=True, slots=True)
class Whole:
    """What a bundle comes to for these values of its form.

    `without_licenses` are the papers that come on top for whoever holds none of the licences that may spare them.
    `levels` is empty while there is a circle. `apart_days` and `apart_fields` are what it were, matter by matter.
    """

    content: Content
    guides: Mapping[str, Guide]
    chosen: Chosen
    levels: tuple[tuple[Member, ...], ...]
    circles: tuple[tuple[str, ...], ...]
    way: Way
    apart_days: int
    entries: tuple[Entry, ...]
    apart_fields: int
    papers: PaperSet
    without_licenses: tuple[Paper, ...]

    @property
    def spared(self) -> tuple[SparedOnce, ...]:
        """What need not be handed in, each once."""
        return told_once(self.papers.spared)

    def title(self, key: str) -> str:
        """What people call a member."""
        member, guide = self.content.member(key), self.guides.get(key)
        return (member.title if member is not None else "") or (guide.name if guide is not None else key)


def whole(
    content: Content,
    values: Mapping[str, Any] | None = None,
    *,
    left_out: Collection[str] = (),
    held: Collection[str] | None = None,
    guides: Mapping[str, Guide] | None = None,
) -> Whole:
    """The bundle in the situation that the values describe; members that may still be needed count as needed.

    `guides` are those in force, unless others are given, such as those of an earlier day.
    """
    said = values or {}
    guides = guides_of(content) if guides is None else guides
    options = {key: guide.option for key, guide in guides.items()}
    chosen = needed_members(content, said, left_out=left_out)
    may_be = chosen.keys | set(chosen.undecided)
    found = tuple(circles(content.members))
    limits = {key: guide.option.promised_limit for key, guide in guides.items()}
    given = dispatched(content, options, said)
    entries = tuple(asked(content, options, said, chosen=may_be))
    answers = {key: each.answers for key, each in given.items()}
    papers = minimal_set(content, options, chosen, answers=answers, held=held)
    most = papers if held is not None else minimal_set(content, options, chosen, answers=answers, held=())
    asked_anyway = {each.key for each in papers.needed}
    return Whole(
        content=content,
        guides=guides,
        chosen=chosen,
        levels=order(content.members, chosen=may_be) if not found else (),
        circles=found,
        way=critical_path(content.members, limits, chosen=may_be) if not found else Way((), 0, is_exact=True),
        apart_days=sum(in_workdays(limits[key])[0] for key in may_be if key in limits),
        entries=entries,
        apart_fields=sum(max(1, len(each.fills)) for each in entries),
        papers=papers,
        without_licenses=tuple(each for each in most.needed if each.key not in asked_anyway),
    )

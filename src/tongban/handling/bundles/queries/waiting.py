"""Who waits for whom (谁在等谁): every system that reports an event, how it answers, and the cases behind it. R-125."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from tongban.handling.bundles.bound import BOUND
from tongban.handling.bundles.models import BundleCase, BundleChild, SourceState
from tongban.handling.bundles.rules.states import Status

from .family import Family, in_order

MOST = 200


@dataclass(frozen=True, slots=True)
class Held:
    """One case that waits for a system (等待的办件), and the titles of those of its application that wait for it."""

    bundle_number: str
    whole: str
    title: str
    agency: str
    since: datetime
    is_ordered: bool
    behind: tuple[str, ...]
    going_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class System:
    """A system that reports an event (对接系统): its name, whether it answers, and who waits for it."""

    event: str
    name: str
    is_simulated: bool
    is_bound: bool
    answered_at: datetime | None
    silent_since: datetime | None
    silences: int
    held: tuple[Held, ...]


def systems() -> list[System]:
    """Every system, those that are silent first, then those for which most wait (three statements)."""
    states = {each.event: each for each in SourceState.objects.all()}
    held = _held()
    found = [_system(event, states, held) for event in sorted({*BOUND, *states, *held})]
    return sorted(found, key=lambda each: (each.silent_since is None, each.is_bound, -len(each.held), each.name))


def _system(event: str, states: Mapping[str, SourceState], held: Mapping[str, list[Held]]) -> System:
    source, state = BOUND.get(event), states.get(event)
    return System(
        event=event,
        name=source.name if source is not None else state.name if state is not None else event,
        is_simulated=source is not None and source.is_simulated,
        is_bound=source is not None,
        answered_at=state.answered_at if state is not None else None,
        silent_since=state.silent_since if state is not None else None,
        silences=state.silences if state is not None else 0,
        held=tuple(held.get(event, ())),
    )


def _held() -> dict[str, list[Held]]:
    waiting = BundleChild.objects.filter(case__ended_at=None).exclude(case__awaits="")
    rows = BundleCase.objects.filter(status=Status.OPEN, children__in=waiting).select_related("edition")
    bundles = {each.pk: each for each in rows.distinct().order_by("pk")[:MOST]}
    children: dict[int, list[BundleChild]] = {}
    related = ("case__applicant", "case__agency", "case__delivery")
    for child in BundleChild.objects.filter(bundle__in=bundles).select_related(*related).order_by("pk"):
        children.setdefault(child.bundle_id, []).append(child)
    found: dict[str, list[Held]] = {}
    for key, bundle in bundles.items():
        family = Family(bundle, children.get(key, []))
        for event, one in _of(Family(bundle, in_order(family.children, family.content))):
            found.setdefault(event, []).append(one)
    return found


def _of(family: Family) -> Iterator[tuple[str, Held]]:
    open_ones = [each for each in family.branches if not each.is_over]
    for child in family.children:
        member, branch = family.content.member(child.member), family.branch(child.member)
        if member is None or member.gate is None or not branch.awaits or branch.is_over:
            continue
        behind = [each for each in open_ones if child.member in each.front]
        others = [each for each in open_ones if each.key != child.member and each not in behind and not each.is_made]
        yield (
            member.gate.key,
            Held(
                bundle_number=family.bundle.number,
                whole=family.content.title,
                title=branch.title,
                agency=child.case.agency.short_name,
                since=child.case.received_at,
                is_ordered=member.gate.is_ordered,
                behind=tuple(each.title for each in behind),
                going_on=tuple(each.title for each in others),
            ),
        )

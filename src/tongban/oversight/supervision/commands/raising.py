"""Raising cards (亮牌): each broken rule once, with the attribution of that moment."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, Final

from django.db import transaction

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.ledger.commands import advance
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import add_workdays
from tongban.handling.cases.models import Case, Clock
from tongban.handling.cases.rules.attribution import Part
from tongban.handling.cases.rules.states import Status
from tongban.oversight.supervision.models import Card
from tongban.oversight.supervision.queries.lapses import lapse_of, missed, parts_of
from tongban.oversight.supervision.rules.cards import (
    CONTEST_WORKDAYS,
    CardRule,
    CardStatus,
    Lapse,
    answerable,
    broken_rules,
    holding,
    overrun,
    snapshot,
)
from tongban.oversight.supervision.rules.flow import CARDS
from tongban.registers.agencies.models import Staff

MOST_AT_ONCE: Final = 300
_CHUNK: Final = 500
Key = tuple[int, str, int, object]


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that a clock broke."""

    rule: CardRule
    clock: Clock
    lapse: Lapse

    @property
    def key(self) -> Key:
        return self.clock.case_id, self.rule.code, self.clock.pk, self.clock.due_on


def raise_cards(*, at: datetime) -> int:
    """亮牌: what was missed and has no card yet gets one, however late and often this runs; the number of new cards."""
    fresh = list(islice(_fresh(at), MOST_AT_ONCE))
    parts = parts_of({each.clock.case_id: each.clock.case for each in fresh}.values(), until=at)
    for each in fresh:
        _raised(each, parts, at)
    return len(fresh)


def _fresh(at: datetime) -> Iterator[Broken]:
    """Broken rules without a card, chunk by chunk (two statements each)."""
    rows = missed(at=at).iterator(chunk_size=_CHUNK)
    while chunk := list(islice(rows, _CHUNK)):
        found = [
            Broken(rule, clock, lapse)
            for clock in chunk
            for lapse in [lapse_of(clock, at=at)]
            for rule in broken_rules(lapse, calendar())
        ]
        cases = {each.clock.case_id for each in found}
        known = set(
            Card.objects.filter(case_id__in=cases).values_list("case_id", "rule", "clock_key", "due_on")
            if cases
            else ()
        )
        yield from (each for each in found if each.key not in known)


@transaction.atomic
def _raised(broken: Broken, parts: Mapping[int, tuple[Part, ...]], at: datetime) -> None:
    rule, lapse, case = broken.rule, broken.lapse, broken.clock.case
    own = parts[case.pk]
    stage = holding(lapse, own)
    person = _who(case, stage)
    card, is_new = Card.objects.get_or_create(
        case=case,
        rule=rule.code,
        clock_key=broken.clock.pk,
        due_on=lapse.due_on,
        defaults={
            "status": CardStatus.FOUND,
            "colour": rule.colour,
            "clock_kind": lapse.kind,
            "overrun": overrun(lapse, calendar()),
            "owner": answerable(rule, lapse, own, calendar()),
            "stage": stage.value if stage is not None else "",
            "agency_id": person.agency_id if person is not None else case.agency_id,
            "staff": person,
            "attribution": snapshot(own),
            "raised_at": at,
            "raised_by": SYSTEM.ref,
            "contest_by_on": add_workdays(local_day(at), CONTEST_WORKDAYS, calendar=calendar()),
        },
    )
    if is_new:
        step = CARDS.take("raise_card", card, by=SYSTEM)
        facts: dict[str, Any] = {"case": case.number, "rule": rule.code, "due_on": lapse.due_on.isoformat()}
        facts |= {"basis": rule.basis, "colour": rule.colour.value, "owner": card.owner, "agency": card.agency_id}
        advance(card, step, by=SYSTEM, at=at, facts=facts)


def _who(case: Case, stage: Status | None) -> Staff | None:
    """In whose hands it lay: the person who has that stage of the case."""
    keys = {
        Status.RECEIVED: case.receiver_id,
        Status.ACCEPTED: case.assignee_id,
        Status.SUSPENDED: case.assignee_id,
        Status.REVIEWING: case.reviewer_id,
        Status.DECIDING: case.decider_id,
    }
    key = keys.get(stage) if stage is not None else None
    return Staff.objects.filter(pk=key).first() if key is not None else None

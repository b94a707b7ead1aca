"""The city's emergency plan (应急预案) as data: limits by severity, contact tree, playbooks; pure."""

from datetime import datetime, timedelta
from typing import Any

import msgspec

from .states import Severity


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one severity asks (分级): within how many hours the authority is told, 0 for not at all."""

    means: str
    authority_hours: int
    persons_hours: int


class Contact(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A place in the contact tree (联络树): who is called, with what number, and whom they call in turn."""

    key: str
    duty: str
    body: str
    phone: str
    under: str = ""
    minutes: int = 15


class PlayStep(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A step of a playbook (预案步骤): who does what, within how many minutes of the assessment."""

    key: str
    who: str
    words: str
    minutes: int
    must: bool = True
    weight: int = 1


class Playbook(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is done in one kind of incident (专项预案); `drill` begins an exercise, none where it is not exercised."""

    key: str
    name: str
    steps: tuple[PlayStep, ...]
    drill: str = ""
    drill_severity: Severity = Severity.MAJOR
    is_about_persons: bool = False
    uses_paper: bool = False

    def step(self, key: str) -> PlayStep | None:
        return next((each for each in self.steps if each.key == key), None)


class EmergencyPlan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The plan as a whole (应急预案): `authority` is who is told, `contact` where persons may ask."""

    authority: str = ""
    contact: str = ""
    severities: dict[Severity, Limits] = {}
    contacts: tuple[Contact, ...] = ()
    playbooks: tuple[Playbook, ...] = ()

    def playbook(self, key: str) -> Playbook | None:
        return next((each for each in self.playbooks if each.key == key), None)

    def tree(self) -> list[tuple[int, Contact]]:
        """The contact tree from above, each with its depth."""
        found: list[tuple[int, Contact]] = []

        def below(key: str, depth: int) -> None:
            for each in self.contacts:
                if each.under == key:
                    found.append((depth, each))
                    below(each.key, depth + 1)

        below("", 0)
        return found

    def drilled(self) -> tuple[Playbook, ...]:
        return tuple(each for each in self.playbooks if each.drill)


class _Bound:
    """Which plan is bound: `config/wiring.py` binds the city's at start."""

    plan = EmergencyPlan()


BOUND = _Bound()


def plan_from(plain: Any) -> EmergencyPlan:
    """The plan of a city's file; msgspec.ValidationError names the path of a defect, a broken tree stops the start."""
    found = msgspec.convert(plain, EmergencyPlan)
    assert set(found.severities) == set(Severity), "every severity has its limits"
    keys = [each.key for each in found.contacts]
    assert len(set(keys)) == len(keys), "a contact stands twice"
    assert len(found.tree()) == len(keys), "a contact hangs below nobody"
    for book in found.playbooks:
        steps = [each.key for each in book.steps]
        assert steps, f"{book.key} has no steps"
        assert len(set(steps)) == len(steps), f"the steps of {book.key} are not told apart"
    return found


def authority_by(plan: EmergencyPlan, severity: Severity, *, discovered_at: datetime) -> datetime | None:
    """By when the authority is told, counted from the discovery; None where it need not be."""
    hours = plan.severities[severity].authority_hours
    return discovered_at + timedelta(hours=hours) if hours else None


def persons_by(
    plan: EmergencyPlan, severity: Severity, *, touches_persons: bool, discovered_at: datetime
) -> datetime | None:
    """By when the persons are told: the law says at once (立即), the city's plan says how long that is at most."""
    return discovered_at + timedelta(hours=plan.severities[severity].persons_hours) if touches_persons else None

"""Flows (流程): a table of steps that is read by permission, buttons, API, diagrams, legal index and tests."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from .actors import Actor, Role
from .errors import NotNow, NotYours


class Stateful(Protocol):
    """Anything that a flow can move; `power_scopes` names the delegations (授权) that reach it, such as agency:7."""

    status: Any

    @property
    def power_scopes(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Ask:
    """A field that a step needs from the person who takes it; `kind` is text, choice, materials, date, number, file."""

    name: str
    label: str
    kind: str = "text"
    required: bool = True
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One verb of the law: from which states, to which, by whom, on what legal basis (依据)."""

    verb: str
    sources: frozenset[StrEnum]
    target: StrEnum | None
    by: frozenset[Role]
    basis: str
    label: str
    asks: tuple[Ask, ...] = ()
    is_grave: bool = False

    def lands(self, source: StrEnum) -> StrEnum:
        """The state after the step; a step without a target stays where it is."""
        return self.target if self.target is not None else source


def step(
    verb: str,
    sources: Iterable[StrEnum],
    target: StrEnum | None,
    *,
    by: Iterable[Role],
    basis: str,
    label: str,
    asks: tuple[Ask, ...] = (),
    is_grave: bool = False,
) -> Step:
    """One row of a flow table."""
    return Step(verb, frozenset(sources), target, frozenset(by), basis, label, asks, is_grave)


class Flow:
    """A process as a table (流程表). The first reader is permission; all others read the same rows."""

    def __init__(self, name: str, states: type[StrEnum], *steps: Step) -> None:
        self.name = name
        self.states = states
        self.steps = {each.verb: each for each in steps}
        assert len(self.steps) == len(steps), f"{name}: a verb stands twice"
        self._leaving = {state: [each for each in steps if state in each.sources] for state in states}

    def __iter__(self) -> Iterator[Step]:
        return iter(self.steps.values())

    def take(self, verb: str, subject: Stateful, *, by: Actor) -> Step:
        """The step, if this actor may take it now; else `NotYours` or `NotNow`, in words."""
        found = self.steps[verb]
        if not is_allowed(found, subject, by=by):
            raise NotYours(f"“{found.label}”由{_names(found.by)}办理，您现在的岗位办不了。", facts={"verb": verb})
        if self.states(subject.status) not in found.sources:
            raise NotNow(
                f"现在是“{self.label(subject.status)}”，不能“{found.label}”。",
                facts={"verb": verb, "status": str(subject.status)},
            )
        return found

    def open_to(self, subject: Stateful, *, by: Actor) -> list[Step]:
        """The steps that this actor may take now: the buttons, and the API's `actions`."""
        leaving, roles = self._leaving[self.states(subject.status)], by.roles
        if not by.powers:
            return [each for each in leaving if not roles.isdisjoint(each.by)]
        return [each for each in leaving if is_allowed(each, subject, by=by)]

    def label(self, status: str) -> str:
        """The state in citizens' words."""
        return str(getattr(self.states(status), "label", status))

    def diagram(self) -> str:
        """The flow as a Mermaid state diagram, one arrow a row."""
        lines = [f"%% {self.name}: made from the flow table, do not edit", "stateDiagram-v2"]
        lines += [f"    {state.name}: {self.label(state)}" for state in self.states]
        for each in self:
            for source in sorted(each.sources, key=list(self.states).index):
                roles = "/".join(role.label for role in sorted(each.by, key=list(Role).index))
                lines.append(f"    {source.name} --> {each.lands(source).name}: {each.label}({roles})")
        return "\n".join(lines) + "\n"

    def bases(self) -> list[tuple[str, str, str]]:
        """The index of legal bases: verb, label, basis."""
        return [(each.verb, each.label, each.basis) for each in self]


def is_allowed(found: Step, subject: Stateful, *, by: Actor) -> bool:
    """By role, or by a delegation for this subject."""
    return bool(found.by & by.roles) or is_delegated(found.verb, subject, by=by)


def is_delegated(verb: str, subject: Stateful, *, by: Actor) -> bool:
    """Does a delegation (授权) give this actor the step on this subject? Powers read «grant@agency:7»."""
    return bool(by.powers) and any(f"{verb}@{scope}" in by.powers for scope in subject.power_scopes)


def _names(roles: Iterable[Role]) -> str:
    return "、".join(role.label for role in sorted(roles, key=list(Role).index))

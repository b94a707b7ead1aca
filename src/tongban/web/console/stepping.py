"""Steps of a flow as forms (办理): what a step asks for is read from its table, a refusal keeps what was typed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.http import QueryDict

from tongban.foundation.kernel.errors import Declined, Fault, Invalid
from tongban.foundation.kernel.flow import Flow, Step
from tongban.registers.documents.rendering.sheet import typeset
from tongban.web.ui.problems import Problem, problems_of

from .narrowing import text

LONGEST_WORDS = 2000


@dataclass(frozen=True, slots=True)
class Refused:
    """A form that was refused (没有办成): which one, what was typed, what is wrong; nothing before it was sent."""

    form: str = ""
    typed: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    status: int = 200

    def value(self, form: str, name: str, otherwise: object = "") -> object:
        """What stands in a field: what was typed into this very form, else what it begins with."""
        return self.typed.get(name, otherwise) if form == self.form else otherwise

    def error(self, form: str, name: str) -> str:
        anchor = f"{form}-{name}"
        return next((each.text for each in self.problems if each.anchor == anchor), "")


NOT_SENT = Refused()


def refused(form: str, refusal: Declined, typed: dict[str, str]) -> Refused:
    """The refusal of one form among several on a page: its anchors begin with the form's name."""
    found = [Problem(f"{form}-{each.anchor}" if each.anchor else "", each.text) for each in problems_of(refusal)]
    known = {f"{form}-{name}" for name in typed}
    problems = [each if each.anchor in known else Problem("", each.text) for each in found]
    return Refused(form, typed, problems, int(refusal.status))


def typed(post: QueryDict, *names: str, most: int = LONGEST_WORDS) -> dict[str, str]:
    """What was typed into these fields."""
    return {name: text(post, name, most) for name in names}


def asked_by(step: Step, post: QueryDict) -> dict[str, str]:
    """What was typed into the fields that the step asks for."""
    return typed(post, *(each.name for each in step.asks))


def day(said: str, name: str, *, label: str = "日期") -> date:
    """A day as a form sends it; `Invalid` in words."""
    try:
        return date.fromisoformat(said)
    except ValueError:
        sentence = f"{label}请写成2026-12-31这样。"
        raise Invalid(faults=[Fault(f"/{name}", "day", sentence)]) from None


def basis_of(flow: Flow) -> str:
    """On what the steps of a flow stand, each basis once."""
    return typeset("；".join(dict.fromkeys(each.basis for each in flow)))


def labelled(steps: Sequence[Step]) -> list[tuple[Step, str]]:
    """Steps with the words of their buttons."""
    return [(each, typeset(each.label)) for each in steps]

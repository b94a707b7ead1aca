"""The action bar (动作栏): every button is a step of the flow that this person may take now, with its key."""

from collections.abc import Sequence
from dataclasses import dataclass

from tongban.foundation.kernel.flow import Step
from tongban.handling.cases.queries.one_case import WholeCase
from tongban.handling.cases.rules.promising import may_be_decided_at_once
from tongban.handling.cases.rules.telling import may_be_deferred
from tongban.registers.catalog.content import Option
from tongban.registers.documents.rendering.sheet import typeset

# The step that a case in order takes next has the big key; the others their letter.
_FORWARD = ("accept", "correct", "make_good", "examine", "review", "grant", "issue", "collect")
CONFIRM = "Ctrl+Enter"
_KEYS = {
    "ask_correction": "B",
    "defer": "R",
    "reject": "N",
    "defer_notice": "D",
    "transfer": "T",
    "finish_on_the_spot": "F",
    "make_good": "M",
    "correct": "M",
    "supply": "M",
    "withdraw": "U",
    "return": "I",
    "reassign": "G",
    "start_special": "P",
    "finish_special": "Q",
    "extend": "L",
    "rework": "W",
    "refuse": "X",
    "terminate": "E",
    "serve": "Y",
    "close": "C",
    "issue": "Z",
    "withdraw_commitment": "H",
}


@dataclass(frozen=True, slots=True)
class Button:
    """A step as a button."""

    verb: str
    label: str
    key: str
    kind: str


def buttons(steps: Sequence[Step], whole: WholeCase, option: Option) -> list[Button]:
    """The open steps, the forward one first, grave ones last; pre-check is the table of materials itself."""
    open_ones = [step for step in steps if step.verb != "precheck" and _is_of_use(step, whole, option)]
    forward = next((verb for verb in _FORWARD if any(step.verb == verb for step in open_ones)), "")
    found = [_button(step, forward) for step in open_ones]
    if any(step.verb == "accept" for step in open_ones) and _has_deferrable_gap(whole, option):
        found.append(Button("defer", "容缺受理", _KEYS["defer"], "secondary"))
    return sorted(found, key=lambda each: (each.verb != forward, each.kind == "danger"))


def _button(step: Step, forward: str) -> Button:
    if step.verb == forward:
        return Button(step.verb, typeset(step.label), CONFIRM, "")
    is_no = step.is_grave and step.verb not in ("grant", "finish_on_the_spot")
    return Button(step.verb, typeset(step.label), _KEYS.get(step.verb, ""), "danger" if is_no else "secondary")


def _is_of_use(step: Step, whole: WholeCase, option: Option) -> bool:
    """A step that the list does not know of, or that has nothing to act on, is not offered."""
    match step.verb:
        case "finish_on_the_spot":
            return may_be_decided_at_once(option, is_promised=_is_promised(whole))
        case "withdraw_commitment":
            return _is_promised(whole)
        case "start_special":
            return any(each.effect != "extends" for each in option.special_procedures)
        case "finish_special":
            return any(run.finished_at is None for run in whole.attached.runs)
        case "make_good":
            return any(row.state == "deferred" for row in whole.attached.materials)
        case "ask_correction" | "supply":
            return whole.attached.notice is None
        case "extend":
            return not any(row.extended_by for row in whole.attached.clocks)
    return True


def _is_promised(whole: WholeCase) -> bool:
    promise = whole.attached.promise
    return promise is not None and promise.withdrawn_at is None


def _has_deferrable_gap(whole: WholeCase, option: Option) -> bool:
    gaps = (row for row in whole.attached.materials if row.state == "missing")
    return any(may_be_deferred(option, row.requirement_code) for row in gaps)

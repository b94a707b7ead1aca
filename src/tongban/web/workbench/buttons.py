"""The action bar (动作栏): every button is a step of the flow that this person may take now, with its key."""

from collections.abc import Sequence
from dataclasses import dataclass

from tongban.foundation.kernel.flow import Step
from tongban.handling.cases.queries.one_case import ClockRow, MaterialRow, WholeCase
from tongban.handling.cases.rules.clocks import ClockKind
from tongban.handling.cases.rules.deferral import is_open_to
from tongban.handling.cases.rules.overdue import HANDLING
from tongban.handling.cases.rules.promising import may_be_decided_at_once
from tongban.handling.cases.rules.recalling import RECALLS
from tongban.registers.catalog.content import Option
from tongban.registers.documents.rendering.sheet import typeset

# The step that a case in order takes next has the big key; the others their letter.
_FORWARD = ("accept", "correct", "examine", "review", "grant", "issue", "collect", "make_good", "explain_overdue")
CONFIRM = "Ctrl+Enter"
# On the page of the procedure, and beside the word that the act was done for as long as it may be taken back.
_ELSEWHERE = {"offer_slots", "book_slot", "cancel_slot", "record_inspection", *RECALLS}
_KEYS = {
    "ask_correction": "B",
    "choose_deferral": "R",
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
    "add_unlisted_step": "K",
    "finish_unlisted_step": "J",
    "rework": "W",
    "refuse": "X",
    "terminate": "E",
    "serve": "Y",
    "close": "C",
    "issue": "Z",
    "override_telling": "O",
    "answer_override": "H",
    "reuse": "A",
    "explain_overdue": "O",
    "withdraw_commitment": "V",
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
    return sorted(found, key=lambda each: (each.verb != forward, each.kind == "danger"))


def _button(step: Step, forward: str) -> Button:
    if step.verb == forward:
        return Button(step.verb, typeset(step.label), CONFIRM, "")
    is_no = step.is_grave and step.verb not in ("grant", "finish_on_the_spot", "add_unlisted_step")
    return Button(step.verb, typeset(step.label), _KEYS.get(step.verb, ""), "danger" if is_no else "secondary")


def _is_of_use(step: Step, whole: WholeCase, option: Option) -> bool:
    """A step that the list does not know of, or that has nothing to act on, is not offered."""
    match step.verb:
        case "finish_on_the_spot":
            return may_be_decided_at_once(option, is_promised=_is_promised(whole))
        case verb if verb in _ELSEWHERE:
            return False
        case "withdraw_commitment":
            return _is_promised(whole)
        case "start_special":
            return any(each.effect != "extends" for each in option.special_procedures)
        case "finish_special":
            return any(run.finished_at is None for run in whole.attached.runs)
        case "add_unlisted_step":
            return all(each.finished_at is not None for each in whole.attached.unlisted_steps)
        case "finish_unlisted_step":
            return any(each.finished_at is None for each in whole.attached.unlisted_steps)
        case "choose_deferral":
            return is_open_to(option, [row.requirement_code for row in _in_state(whole, "missing")])
        case "keep_on_file":
            return option.deferral.intake == "file" and bool(_in_state(whole, "deferred")) and not _terms(whole)
        case "put_off_supplement":
            terms = _terms(whole)
            return option.deferral.may_extend and any(not row.extended_by for row in terms)
        case "make_good":
            return bool(_in_state(whole, "deferred"))
        case "accept":
            return option.deferral.intake != "file" or not _in_state(whole, "deferred")
        case "ask_correction" | "supply":
            return whole.attached.notice is None and not whole.attached.overrides
        case "override_telling":
            has_word = whole.attached.notice is not None or whole.attached.precheck_paper is not None
            return has_word and whole.attached.open_override is None
        case "answer_override":
            return whole.attached.open_override is not None
        case "reuse":
            return any(row.state == "missing" or row.verdict == "bad" for row in whole.attached.materials)
        case "extend":
            return not any(row.extended_by for row in whole.attached.clocks if row.kind in HANDLING)
    return True


def _in_state(whole: WholeCase, state: str) -> list[MaterialRow]:
    return [row for row in whole.attached.materials if row.state == state]


def _terms(whole: WholeCase) -> list[ClockRow]:
    """The running term of a deferral (容缺补齐期限), if there is one."""
    return [row for row in whole.attached.clocks if row.kind == ClockKind.SUPPLEMENT and row.ended_at is None]


def _is_promised(whole: WholeCase) -> bool:
    promise = whole.attached.promise
    return promise is not None and promise.withdrawn_at is None

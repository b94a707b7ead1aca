"""Acts by name (按流程动词办理): one table from verb to command, the same for buttons, forms and the open API."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import Fault, Invalid, NotFound
from tongban.foundation.kernel.flow import Ask, Step
from tongban.handling.cases.models import Case
from tongban.handling.cases.rules.flow import FLOW

from . import (
    awaiting,
    calendars,
    committing,
    deferring,
    delivering,
    examining,
    explaining,
    inspecting,
    lapsing,
    overriding,
    overrunning,
    recalling,
    receiving,
    renewing,
    reusing,
    slots,
    taking_over,
    unlisting,
)
from .steps import refuse_stale

Given = Mapping[str, Any]
Act = Callable[[Case, Given, Actor, datetime], object]
MOST_FIELDS = 60
LAPSES = ("withhold", "deem_withdrawn", "suspend_deferred", "return_deferred")


_ACTS: dict[str, Act] = {
    "precheck": lambda case, given, by, at: receiving.precheck(case, verdicts=given["materials"], by=by, at=at),
    "supply": lambda case, given, by, at: receiving.supply(case, materials=given["materials"], by=by, at=at),
    "defer_notice": lambda case, given, by, at: receiving.defer_notice(case, reason=given["reason"], by=by, at=at),
    "ask_correction": lambda case, given, by, at: receiving.ask_correction(case, items=given["items"], by=by, at=at),
    "correct": lambda case, given, by, at: receiving.correct(case, materials=given["materials"], by=by, at=at),
    "override_telling": lambda case, given, by, at: overriding.override_telling(
        case, reason=given["reason"], items=given["items"], by=by, at=at
    ),
    "answer_override": lambda case, given, by, at: overriding.answer_override(
        case, materials=given["materials"], by=by, at=at
    ),
    "reuse": lambda case, given, by, at: reusing.reuse(case, by=by, at=at),
    "accept": lambda case, given, by, at: receiving.accept(case, by=by, at=at),
    "deem_accepted": lambda case, given, by, at: receiving.deem_accepted(case, by=by, at=at),
    "reject": lambda case, given, by, at: receiving.reject(case, given=given, by=by, at=at),
    "transfer": lambda case, given, by, at: receiving.transfer(case, given=given, by=by, at=at),
    "finish_on_the_spot": lambda case, given, by, at: examining.finish_on_the_spot(
        case, opinion=given["opinion"], ground=given["ground"], by=by, at=at
    ),
    "reassign": lambda case, given, by, at: examining.reassign(case, given=given, by=by, at=at),
    "start_special": lambda case, given, by, at: examining.start_special(
        case, code=given["code"], reason=given["reason"], by=by, at=at
    ),
    "finish_special": lambda case, given, by, at: examining.finish_special(
        case, code=given["code"], result=given["result"], by=by, at=at
    ),
    "resume_counting": lambda case, given, by, at: overrunning.resume_counting(case, by=by, at=at),
    "offer_slots": lambda case, given, by, at: slots.offer_slots(
        case, code=given["code"], slots=given["slots"], officers=given["officers"], by=by, at=at
    ),
    "book_slot": lambda case, given, by, at: slots.book_slot(case, slot=given["slot"], by=by, at=at),
    "cancel_slot": lambda case, given, by, at: slots.cancel_slot(
        case, slot=given["slot"], reason=given["reason"], by=by, at=at
    ),
    "remind_slot": lambda case, given, by, at: slots.remind_slot(case, by=by, at=at),
    "record_inspection": lambda case, given, by, at: inspecting.record_inspection(case, given=given, by=by, at=at),
    "deem_granted": lambda case, given, by, at: renewing.deem_granted(case, by=by, at=at),
    "extend": lambda case, given, by, at: examining.extend(
        case, days=given["value"], reason=given["reason"], by=by, at=at
    ),
    "add_unlisted_step": lambda case, given, by, at: unlisting.add_unlisted_step(
        case, name=given["name"], reason=given["reason"], expected_on=given["expected_on"], by=by, at=at
    ),
    "finish_unlisted_step": lambda case, given, by, at: unlisting.finish_unlisted_step(
        case, result=given["result"], by=by, at=at
    ),
    "explain_overdue": lambda case, given, by, at: explaining.explain_overdue(case, given=given, by=by, at=at),
    "dispute_explanation": lambda case, given, by, at: explaining.dispute_explanation(
        case, words=given["words"], by=by, at=at
    ),
    "examine": lambda case, given, by, at: examining.examine(
        case, opinion=given["opinion"], proposal=given["proposal"], by=by, at=at
    ),
    "review": lambda case, given, by, at: examining.review(case, opinion=given["opinion"], by=by, at=at),
    "rework": lambda case, given, by, at: examining.rework(case, reason=given["reason"], by=by, at=at),
    "recall_examination": lambda case, given, by, at: recalling.recall("recall_examination", case, by=by, at=at),
    "recall_review": lambda case, given, by, at: recalling.recall("recall_review", case, by=by, at=at),
    "grant": lambda case, given, by, at: examining.grant(
        case, opinion=given["opinion"], ground=given["ground"], by=by, at=at
    ),
    "refuse": lambda case, given, by, at: examining.refuse(case, given=given, by=by, at=at),
    "terminate": lambda case, given, by, at: examining.terminate(case, given=given, by=by, at=at),
    "issue": lambda case, given, by, at: delivering.issue(
        case, result_number=given["result_number"], dated_on=given["dated_on"], face=given["face"], by=by, at=at
    ),
    "note_event": lambda case, given, by, at: awaiting.note_event(case, by=by, at=at),
    "take_over": lambda case, given, by, at: taking_over.take_over(case, values={}, source="", title="", by=by, at=at),
    "choose_deferral": lambda case, given, by, at: deferring.choose_deferral(case, given=given, by=by, at=at),
    "keep_on_file": lambda case, given, by, at: deferring.keep_on_file(case, by=by, at=at),
    "make_good": lambda case, given, by, at: deferring.make_good(case, materials=given["materials"], by=by, at=at),
    "put_off_supplement": lambda case, given, by, at: deferring.put_off_supplement(
        case, days=given["days"], reason=given["reason"], by=by, at=at
    ),
    "remind_deferred": lambda case, given, by, at: deferring.remind_deferred(case, by=by, at=at),
    **dict.fromkeys(LAPSES, lambda case, given, by, at: lapsing.lapse(case, by=by, at=at)),
    "serve": lambda case, given, by, at: delivering.serve(
        case, way=given["way"], tracking=given["tracking"], by=by, at=at
    ),
    "collect": lambda case, given, by, at: delivering.collect(case, given=given, by=by, at=at),
    "remind": lambda case, given, by, at: delivering.remind(case, by=by, at=at),
    "close": lambda case, given, by, at: delivering.close(case, by=by, at=at),
    "withdraw": lambda case, given, by, at: delivering.withdraw(
        case, reason=given["reason"], given=given, by=by, at=at
    ),
    "withdraw_commitment": lambda case, given, by, at: committing.withdraw_commitment(
        case, materials=given["materials"], given=given, by=by, at=at
    ),
    "revoke": lambda case, given, by, at: committing.revoke(
        case, number=given["paper"], reason=given["reason"], by=by, at=at
    ),
    "reckon": lambda case, given, by, at: calendars.reckon(case, by=by, at=at),
    "return": lambda case, given, by, at: receiving.send_back(case, reason=given["reason"], by=by, at=at),
}
VERBS = tuple(_ACTS)


def act(verb: str, case: Case, given: Given, *, by: Actor, at: datetime, version: int | None = None) -> object:
    """Take one step of the flow by its name, with what the step asks for.

    `given` carries one value for each of the step's `asks` (names as there). `version` is the version that the caller
    saw. Raises `NotFound` for a verb that is none, `NotYours`, `NotNow`, `Stale`, `Invalid` with every fault of the
    fields at once, and what the command itself refuses.
    """
    command = _ACTS.get(verb)
    if command is None:
        raise NotFound(f"办件没有“{verb[:40]}”这一步。")
    step = FLOW.take(verb, case, by=by)
    refuse_stale(case, version)
    return command(case, read_given(step, given), by, at)


def read_given(step: Step, given: Given) -> dict[str, Any]:
    """What the step asks for, each value of its kind; everything else that came is dropped.

    Raises `Invalid` naming every field that is missing or cannot be read.
    """
    values: dict[str, Any] = {}
    faults: list[Fault] = []
    for ask in step.asks:
        value, fault = _read(ask, given.get(ask.name))
        values[ask.name] = value
        if fault is not None:
            faults.append(fault)
    if faults:
        raise Invalid(faults=faults)
    return values | {name: str(given[name])[:200] for name in ("condition",) if isinstance(given.get(name), str)}


def _read(ask: Ask, value: object) -> tuple[Any, Fault | None]:
    """One value of one field, or what is wrong with it."""
    pointer = f"/{ask.name}"
    match ask.kind:
        case "verdicts":
            is_fine = isinstance(value, Mapping) and all(isinstance(code, str) for code in value)
            return (value, None) if is_fine else ({}, Fault(pointer, "type", f"“{ask.label}”要按材料编码逐项填写。"))
        case "corrections" | "materials":
            is_empty = value is None and (ask.kind == "corrections" or not ask.required)
            is_fine = isinstance(value, Sequence) and not isinstance(value, str | bytes)
            if is_empty or (is_fine and all(isinstance(each, Mapping) for each in value)):  # type: ignore[attr-defined]
                return (value or []), None
            return [], Fault(pointer, "type", f"“{ask.label}”要逐项列出。")
        case "slots" | "officers" | "files" | "findings":
            return _read_parts(ask, value)
        case "face":
            is_fine = value is None or (isinstance(value, Mapping) and len(value) <= MOST_FIELDS)
            return (value or {}, None) if is_fine else ({}, Fault(pointer, "type", f"“{ask.label}”要按要素逐项填写。"))
        case "number" | "slot":
            return _read_number(ask, value)
    return _read_text(ask, value)


_INSIDE: dict[str, type] = {"slots": Mapping, "officers": str, "files": str, "findings": str}


def _read_parts(ask: Ask, value: object) -> tuple[Any, Fault | None]:
    """Several of one kind, or words by their codes; what is missing in them the command says."""
    is_by_code = ask.kind == "findings"
    empty: Any = {} if is_by_code else []
    if value is None:
        return empty, None
    parts: object = list(value.values()) if is_by_code and isinstance(value, Mapping) else value
    is_list = isinstance(parts, Sequence) and not isinstance(parts, str | bytes)
    if is_list and all(isinstance(each, _INSIDE[ask.kind]) for each in parts):  # type: ignore[attr-defined]
        return value, None
    return empty, Fault(f"/{ask.name}", "type", f"“{ask.label}”要逐项列出。")


def _read_number(ask: Ask, value: object) -> tuple[int, Fault | None]:
    try:
        if isinstance(value, bool) or not isinstance(value, int | str):
            raise ValueError
        return int(str(value).strip()[:9]), None
    except ValueError:
        return 0, Fault(f"/{ask.name}", "number", f"“{ask.label}”要填整数。")


def _read_text(ask: Ask, value: object) -> tuple[str, Fault | None]:
    pointer = f"/{ask.name}"
    if value is None:
        value = ""
    if not isinstance(value, str):
        return "", Fault(pointer, "type", f"“{ask.label}”要填文字。")
    text = value.replace("\x00", "").strip()
    if not text and ask.required:
        return "", Fault(pointer, "missing", f"请填写“{ask.label}”。")
    if text and ask.choices and text not in dict(ask.choices):
        choices = "、".join(label for _, label in ask.choices)
        return "", Fault(pointer, "choice", f"“{ask.label}”请在这些里面选：{choices}。")
    return text, None

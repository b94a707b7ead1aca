"""Joint applications as the open API tells them (一件事办件): how the branches stand, nothing of whose it is."""

from typing import Any

from tongban.foundation.kernel.actors import Actor
from tongban.handling.bundles.commands.delivering import TO_HAND_OUT, may_send_singly
from tongban.handling.bundles.models import BundleCase
from tongban.handling.bundles.queries.control import Control, Line, Row
from tongban.handling.bundles.queries.correcting import Wanted, wanted_of
from tongban.handling.bundles.rules.flow import FLOW
from tongban.handling.cases.rules.states import Status as CaseStatus

ACTS = ("accept", "tell_once", "correct", "send_singly", "send", "collect", "withdraw")
"""The steps that people take; the others happen by themselves."""


def row_json(row: Row) -> dict[str, Any]:
    """A line of the list."""
    bundle = row.family.bundle
    return {
        "number": bundle.number,
        "code": bundle.edition.bundle.code,
        "title": row.family.content.title,
        "status": bundle.status,
        "overall": row.overall.value,
        "overall_label": row.overall.label,
        "received_at": bundle.received_at,
        "days": row.days,
        "slowest": row.slowest.key if row.slowest is not None else "",
    }


def whole_json(bundle: BundleCase, told: Control, by: Actor, *, may_act: bool) -> dict[str, Any]:
    """The whole with its branches, what is to be corrected, and what this caller may do now."""
    wanted = wanted_of(told.family)
    return {
        "number": bundle.number,
        "version": bundle.version,
        "code": bundle.edition.bundle.code,
        "title": told.family.content.title,
        "edition": bundle.edition.number,
        "status": bundle.status,
        "overall": told.overall.value,
        "overall_label": told.overall.label,
        "channel": bundle.channel,
        "received_at": bundle.received_at,
        "accepted_at": bundle.accepted_at,
        "ended_at": bundle.ended_at,
        "promised_on": told.promised_on,
        "days": told.days,
        "slowest": told.slowest.branch.key if told.slowest is not None else "",
        "is_sent_together": told.family.is_sent_together,
        "cases": [_line(each) for each in told.lines],
        "wanted": [{"key": each.key, "name": each.name, "problems": list(each.problems)} for each in wanted],
        "actions": _actions(bundle, told, wanted, by) if may_act else [],
    }


def _line(line: Line) -> dict[str, Any]:
    case, branch = line.child.case, line.branch
    return {
        "member": branch.key,
        "title": branch.title,
        "number": case.number,
        "option_code": case.option_code,
        "agency": case.agency.short_name,
        "status": case.status,
        "status_label": branch.status.label,
        "outcome": case.outcome,
        "due_on": branch.due_on,
        "expected_on": line.expected_on,
        "waits_for": [each.key for each in line.waiting.undone],
        "failed_before": [each.key for each in line.waiting.failed],
        "awaits": branch.awaits if not branch.is_over else "",
        "held_because": line.held_because,
        "sent_with": [each.key for each in line.sent_with] if line.is_kept else [],
        "let_go_on": line.let_go_on if line.is_kept else None,
        "filled": [
            {"field": code, "label": label, "source": line.child.filled[code]}
            for code, (label, _) in zip(line.child.filled, line.filled, strict=True)
        ],
    }


def _actions(bundle: BundleCase, told: Control, wanted: list[Wanted], by: Actor) -> list[str]:
    """The steps of the flow that are open to this caller and have something to act on."""
    open_ones = {each.verb for each in FLOW.open_to(bundle, by=by)}
    is_waiting = any(each.branch.status is CaseStatus.RECEIVED for each in told.lines)
    is_made = any(each.branch.status in TO_HAND_OUT for each in told.lines)
    use = {
        "accept": is_waiting,
        "tell_once": is_waiting,
        "correct": bool(wanted),
        "send_singly": may_send_singly(told.family),
        "send": is_made,
        "collect": is_made,
        "withdraw": any(not each.branch.is_decided for each in told.lines),
    }
    return [verb for verb in ACTS if verb in open_ones and use[verb]]

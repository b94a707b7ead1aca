"""The intermediary services of a case, as applicant and clerk read them (办件的中介服务): chosen how, and how far."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from tongban.foundation.kernel.actors import Actor, Role
from tongban.handling.cases.queries.one_case import EntryRow
from tongban.handling.cases.queries.views import Moment
from tongban.handling.intermediaries.models import Need
from tongban.handling.intermediaries.queries.agencies import BODY, WHOLE_CITY, owner_of
from tongban.handling.intermediaries.queries.needs import OfCase
from tongban.handling.intermediaries.rules.flow import NEED_FLOW
from tongban.handling.intermediaries.rules.policy import BOUND
from tongban.handling.intermediaries.rules.states import NeedStatus, Way

TAGS = {NeedStatus.ACCEPTED: "done", NeedStatus.FAILED: "off", NeedStatus.CANCELLED: "off"}
_OF_AGENCY = frozenset({"confirm", "decline", "send_contract", "deliver"})


@dataclass(frozen=True, slots=True)
class NeedRow:
    """One need, where it stands, its selection record (选取记录); `href` is its page, for whoever may open it."""

    title: str
    service: str
    tag: str
    state: str
    way: str
    chosen: str
    chosen_at: datetime | None
    how: str
    record: str
    due_on: date | None
    delivered_at: datetime | None
    href: str


def need_rows(found: Sequence[OfCase], *, viewer: Actor) -> list[NeedRow]:
    """The needs of a case for this viewer, the first one first."""
    return [_row(each.need, viewer) for each in found]


def moments_of(found: Sequence[OfCase]) -> list[Moment]:
    """Every step of every need as lines of the case's own timeline, by time."""
    rows = [(step, each.need.title) for each in found for step in each.steps]
    return [
        Moment(
            EntryRow(
                id=step.pk,
                at=step.at,
                verb=step.verb,
                from_status=step.from_status,
                to_status=step.to_status,
                by_role=step.by_role,
                by_name="",
                by_agency="",
                basis=step.basis,
                facts=_told(step.facts),
            ),
            f"中介服务“{title}”：{NEED_FLOW.steps[step.verb].label}",
            _who(step.verb, step.by_role),
            "",
        )
        for step, title in sorted(rows, key=lambda each: (each[0].at, each[0].pk))
    ]


def _row(need: Need, viewer: Actor) -> NeedRow:
    service = BOUND.policy.service(need.service)
    return NeedRow(
        title=need.title,
        service=service.name if service else "",
        tag=TAGS.get(need.state, "info"),
        state=need.state.label,
        way=need.how.label,
        chosen=need.selected.name if need.selected is not None else "",
        chosen_at=need.selected_at,
        how=_how(need.selection),
        record=reverse("intermediary-selection", args=[need.code]) if need.selection else "",
        due_on=need.due_on,
        delivered_at=need.delivered_at,
        href=_page(need, viewer),
    )


def _how(told: dict[str, Any]) -> str:
    """How it was chosen, from what anybody may check."""
    match told.get("way"):
        case Way.DIRECT:
            return f"申请人在{told['among']}家在架机构里自己选"
        case Way.RANDOM if "block" in told:
            return f"{len(told['entrants'])}家报名，用第{told['block']['number']}号区块抽出"
        case Way.BIDDING if "bids" in told:
            return f"{len(told['bids'])}家密封报价，一起打开，价低的中选"
        case Way.RANDOM | Way.BIDDING:
            return f"{len(told['entrants'])}家报名，还没有选出"
    return ""


def _page(need: Need, viewer: Actor) -> str:
    if owner_of(viewer) == need.client_id:
        return reverse("need", args=[need.code])
    is_departments = bool(viewer.roles & BODY) and viewer.agency_id == need.department_id
    if viewer.is_staff and (is_departments or viewer.roles & WHOLE_CITY):
        return reverse("desk-intermediary-need", args=[need.code])
    return ""


def _told(facts: dict[str, Any]) -> dict[str, Any]:
    """Of a step's facts the reason alone: bids and lots stand in the selection record."""
    return {"reason": facts["reason"]} if facts.get("reason") else {}


def _who(verb: str, role: str) -> str:
    if role == Role.SYSTEM:
        return Role.SYSTEM.label
    return "中介机构" if verb in _OF_AGENCY else Role.APPLICANT.label

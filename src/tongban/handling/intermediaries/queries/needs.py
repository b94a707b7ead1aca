"""Whose need it is (可见范围), what is open for entries, and how an agency was chosen, as anybody may check it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import NotFound
from tongban.foundation.ledger.models import Block, Entry
from tongban.handling.cases.models import Case
from tongban.handling.intermediaries.models import IntermediaryAgency, Need, Offering
from tongban.handling.intermediaries.rules.drawing import Lot, commitment, digest, draw, seed_lines
from tongban.handling.intermediaries.rules.states import ENDED, NeedStatus, Way

from .agencies import BODY, WHOLE_CITY, owner_of, shown

PAGE = 20
MOST_OF_CASE = 20


@dataclass(frozen=True, slots=True)
class Checked:
    """A choice as anybody can reckon it again (选取核验); `agrees` if it comes out as it is on record."""

    lines: tuple[str, ...] = ()
    seed: str = ""
    lots: tuple[Lot, ...] = ()
    agrees: bool = True


@dataclass(frozen=True, slots=True)
class OfCase:
    """A need of a case (办件用到的中介服务) and every step of its way, the first one first; who entered is not told."""

    need: Need
    steps: tuple[Entry, ...]


def visible_to(actor: Actor) -> QuerySet[Need]:
    """The client's, the chosen agency's and the entrants'; the department's own; all for supervision."""
    rows = Need.objects.select_related("client", "selected__party", "department", "case")
    if actor.roles & WHOLE_CITY:
        return rows
    if actor.roles & BODY and actor.agency_id is not None:
        return rows.filter(department_id=actor.agency_id)
    owner = owner_of(actor)
    if not owner:
        return rows.none()
    entered = Need.objects.filter(bids__agency__party_id=owner).values("pk")
    return rows.filter(Q(client_id=owner) | Q(selected__party_id=owner) | Q(pk__in=entered))


def need_for(actor: Actor, code: UUID) -> Need:
    """One need, or `NotFound`; an agency of the service sees a call for entries too (two statements at most)."""
    found = visible_to(actor).filter(code=code).first() or _called(owner_of(actor), code)
    if found is None:
        raise NotFound("没有找到这个需求，或者它与您无关。")
    return found


def needs_of(
    actor: Actor, *, status: str = "", case_number: str = "", after: int = 0, size: int = PAGE
) -> Sequence[Need]:
    """A page of the needs that this actor sees, the newest first (one statement)."""
    rows = visible_to(actor)
    if status == "running":
        rows = rows.exclude(status__in=sorted(ENDED))
    elif status in set(NeedStatus):
        rows = rows.filter(status=status)
    if case_number:
        rows = rows.filter(case__number=case_number)
    return list((rows.filter(pk__lt=after) if after else rows).order_by("-pk")[:size])


def of_case(case: Case) -> list[OfCase]:
    """The needs of a case, for whoever may read that case (one statement, two where there are some)."""
    rows = Need.objects.filter(case=case).select_related("selected__party").order_by("pk")
    found = list(rows[:MOST_OF_CASE])
    if not found:
        return []
    steps: dict[str, list[Entry]] = {each.chain: [] for each in found}
    for entry in Entry.objects.filter(chain__in=list(steps)).exclude(verb="enter").order_by("chain", "seq"):
        steps[entry.chain].append(entry)
    return [OfCase(each, tuple(steps[each.chain])) for each in found]


def open_to(agency: IntermediaryAgency, *, at: datetime, on: date) -> Sequence[Need]:
    """Needs for which this agency may enter now (可报名的需求), the first to end first (one statement)."""
    services = shown(on).filter(agency=agency).values("service")
    rows = Need.objects.filter(status=NeedStatus.OPEN, entries_until__gt=at, service__in=services)
    rows = rows.exclude(client_id=agency.party_id).exclude(bids__agency=agency)
    if agency.affiliated_to_id is not None:
        rows = rows.exclude(department_id=agency.affiliated_to_id)
    return list(rows.order_by("entries_until", "pk")[:PAGE])


def may_see(actor: Actor, ref: str) -> bool:
    """Contract and result: the two parties, the department that asks for it, and supervision; no other entrant."""
    rows = Need.objects.filter(code=UUID(hex=ref)) if len(ref) == 32 else Need.objects.none()
    if actor.roles & WHOLE_CITY:
        return rows.exists()
    if actor.roles & BODY and actor.agency_id is not None:
        return rows.filter(department_id=actor.agency_id).exists()
    owner = owner_of(actor)
    return bool(owner) and rows.filter(Q(client_id=owner) | Q(selected__party_id=owner)).exists()


def public_selection(code: UUID) -> Need:
    """A need whose agency was chosen, without the client: `NotFound` before (one statement)."""
    found = Need.objects.select_related("selected__party", "department").filter(code=code).first()
    if found is None or not found.selection:
        raise NotFound("没有这条选取记录，或者还没有选取。")
    return found


def checked(need: Need) -> Checked:
    """The choice reckoned again from what is public: the draw's lots, or the bids against their commitments."""
    told: dict[str, Any] = need.selection
    if told.get("way") == Way.RANDOM:
        codes = [each["code"] for each in told["entrants"]]
        lines = seed_lines(need.number, codes, told["block"]["hash"])
        lots = draw(need.number, codes, told["block"]["hash"])
        agrees = [each.code for each in lots] == told["order"] and _is_sealed(told["block"])
        return Checked(tuple(lines), digest(lines), tuple(lots), agrees)
    if told.get("way") == Way.BIDDING:
        bids = told["bids"]
        parts = ("code", "price", "days", "salt")
        again = [commitment(need.number, *(each[name] for name in parts)) == each["commitment"] for each in bids]
        return Checked(agrees=all(again))
    return Checked()


def block_after(need: Need) -> tuple[Entry, Block] | None:
    """The entry by which the entries were closed, and the sealed block in which it stands; None before it is sealed."""
    closing = Entry.objects.filter(chain=need.chain, verb="close_entries").order_by("-seq").first()
    if closing is None:
        return None
    block = Block.objects.filter(from_txid__lte=closing.txid, until_txid__gt=closing.txid).first()
    return (closing, block) if block is not None else None


def _called(owner: int, code: UUID) -> Need | None:
    """A need that calls for entries, for an enterprise that offers its service."""
    if not owner:
        return None
    services = Offering.objects.filter(agency__party_id=owner).values("service")
    rows = Need.objects.filter(code=code, status=NeedStatus.OPEN, service__in=services).exclude(way=Way.DIRECT)
    return rows.select_related("client", "selected__party", "department", "case").first()


def _is_sealed(told: dict[str, Any]) -> bool:
    return Block.objects.filter(number=told["number"], hash=bytes.fromhex(told["hash"])).exists()

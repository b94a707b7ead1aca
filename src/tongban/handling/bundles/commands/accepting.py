"""Joint acceptance (联合受理): all together at the window, or what is missing told once for all. R-082."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import Declined, Fault, NotNow
from tongban.foundation.ledger.commands import advance
from tongban.foundation.ledger.models import Entry
from tongban.handling.bundles.models import BundleCase, BundleChild
from tongban.handling.bundles.queries.family import Family, family_of
from tongban.handling.cases.commands import receiving
from tongban.handling.cases.commands.receiving import NotComplete, complete_materials
from tongban.handling.cases.models import Case
from tongban.handling.cases.rules.states import Status as CaseStatus

from .steps import take

LONGEST_REASON = 300


class NothingToAccept(NotNow):
    """No case of it waits for acceptance (没有待受理的)."""

    code = "nothing_to_accept"
    sentence = "没有待受理的事项：都已经受理、在补正，或者已经结束。"


@transaction.atomic
def accept(bundle: BundleCase, *, by: Actor, at: datetime) -> Entry:
    """联合受理: every case that waits is accepted now, each by its own list, with its own paper and its own clock.

    Materials that are missing anywhere are named for all of them at once and nothing is accepted: `NotComplete`; then
    `tell_once` is the step. A case that is held up for another reason holds up nobody else: it stays, and is named.
    """
    step = take("accept", bundle, by=by)
    family = family_of(bundle)
    waiting = _waiting(family)
    faults = [fault for child in waiting for fault in _gaps(child, family)]
    if faults:
        raise NotComplete(faults=faults)
    accepted, held = _accept_each(waiting, by=by, at=at)
    facts = {"accepted": accepted, "held": held}
    return advance(bundle, step, by=by, at=at, facts=facts, changes=_first_accepted(bundle, at))


@transaction.atomic
def tell_once(bundle: BundleCase, *, by: Actor, at: datetime) -> Entry:
    """一次性告知: each case that lacks something is told all of it on its own notice, all notices now; the others are
    accepted meanwhile, for they are complete (第三十二条第一款第五项).
    """
    step = take("tell_once", bundle, by=by)
    family = family_of(bundle)
    waiting = _waiting(family)
    lacking = [child for child in waiting if _gaps(child, family)]
    if not lacking:
        raise NotNow("各事项的材料都齐，请直接办“联合受理”。")
    told = {}
    for child in lacking:
        notice = receiving.ask_correction(child.case, items=[], by=by, at=at)
        told[child.case.number] = [each["code"] for each in notice.items]
    accepted, held = _accept_each([child for child in waiting if child not in lacking], by=by, at=at, may_be_none=True)
    facts = {"told": told, "accepted": accepted, "held": held}
    changes = _first_accepted(bundle, at) if accepted else {}
    return advance(bundle, step, by=by, at=at, facts=facts, changes=changes)


def gaps_of(family: Family) -> list[Fault]:
    """Everything that still lacks in the cases that wait for acceptance, each with its case."""
    return [
        fault for child in family.children if child.case.state is CaseStatus.RECEIVED for fault in _gaps(child, family)
    ]


def _waiting(family: Family) -> list[BundleChild]:
    found = [each for each in family.children if each.case.state is CaseStatus.RECEIVED]
    if not found:
        raise NothingToAccept()
    return found


def _gaps(child: BundleChild, family: Family) -> list[Fault]:
    try:
        complete_materials(child.case)
    except NotComplete as refusal:
        title = family.branch(child.member).title
        return [
            Fault(f"/members/{child.member}{each.pointer}", each.code, f"{title}：{each.message}")
            for each in refusal.faults
        ]
    return []


def _accept_each(
    children: Iterable[BundleChild], *, by: Actor, at: datetime, may_be_none: bool = False
) -> tuple[list[str], dict[str, str]]:
    """Accept each on its own: the numbers of those accepted, and of the others with the reason in words."""
    accepted: list[str] = []
    held: dict[str, Declined] = {}
    for child in children:
        case: Case = child.case
        try:
            with transaction.atomic():
                receiving.accept(case, by=by, at=at)
        except Declined as refusal:
            held[case.number] = refusal
            BundleChild.objects.filter(pk=child.pk).update(held_because=refusal.message[:LONGEST_REASON])
        else:
            accepted.append(case.number)
    if held and not accepted and not may_be_none:
        raise next(iter(held.values()))
    return accepted, {number: each.reason_code for number, each in held.items()}


def _first_accepted(bundle: BundleCase, at: datetime) -> dict[str, datetime]:
    return {"accepted_at": at} if bundle.accepted_at is None else {}

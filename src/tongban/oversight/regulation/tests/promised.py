"""A restaurant granted on a promise (承诺办件), and its check, for tests of what comes after."""

from collections.abc import Callable
from typing import Any

import msgspec

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.commands import examining
from tongban.handling.cases.models import Case
from tongban.handling.cases.tests.driving import after, food_option, fresh, listed, received
from tongban.oversight.regulation.commands import checking
from tongban.oversight.regulation.models import CommitmentCheck
from tongban.oversight.regulation.subscribers import mark_revoked, open_checks, put_on_record
from tongban.registers.catalog.content import CommitmentRule, Span
from tongban.registers.catalog.kinds import Necessity

Cast = Callable[..., Actor]
CODE = "safety_rules"
WITHIN = Span(value=20, unit="workday")
FALSE = {"fact": "现场没有建立制度，与承诺完全不符。", "ground": "行政许可法 第六十九条第二款"}


def promising() -> dict[str, Any]:
    """The restaurant's list with a promise in place of its safety rules."""
    rule = CommitmentRule(is_offered=True, promises=("制度已经建立",), consequence="撤销许可。", check_within=WITHIN)
    materials = tuple(
        msgspec.structs.replace(each, necessity=Necessity.COMMITTABLE) if each.code == CODE else each
        for each in food_option().materials
    )
    return {"commitment": rule, "materials": materials}


def granted_on_promise(cast: Cast, *, days: int = 0) -> Case:
    """Lodged with a promise and decided on the spot; nobody has heard the news yet."""
    with listed(**promising()):
        case = received(cast, at=after(days), accepts_commitment=True, without=(CODE,))
    examining.finish_on_the_spot(case, opinion="符合。", by=cast("chenli"), at=after(days, 11))
    return fresh(case)


def opened(cast: Cast, *, days: int = 0) -> CommitmentCheck:
    """The same when its check was opened."""
    case = granted_on_promise(cast, days=days)
    open_checks(Entry.objects.get(chain=case.chain, verb="finish_on_the_spot"))
    return CommitmentCheck.objects.get(case=case)


def seen(check: CommitmentCheck) -> CommitmentCheck:
    """The check as somebody who opens it now sees it."""
    rows = CommitmentCheck.objects.select_related("case__applicant", "case__agency", "agency", "assignee", "revocation")
    return rows.get(pk=check.pk)


def advised(cast: Cast, *, days: int = 0) -> CommitmentCheck:
    """Found false, and the party was told."""
    check = seen(opened(cast, days=days))
    checking.take_on(check, by=cast("zhaomin"), at=after(days + 1))
    checking.advise_revocation(check, **FALSE, by=cast("zhaomin"), at=after(days + 1, 11))
    return seen(check)


def revoked(cast: Cast, *, days: int = 0) -> CommitmentCheck:
    """Revoked after the term, and everybody heard of it."""
    check = advised(cast, days=days)
    checking.revoke(check, **FALSE, by=cast("chenli"), at=after(days + 14))
    entry = Entry.objects.get(chain=check.chain, verb="revoke")
    mark_revoked(entry)
    put_on_record(entry)
    return seen(check)

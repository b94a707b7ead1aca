"""Saying why it is late (超期公开说明), and the applicant's word against it: 优化营商环境条例 第三十六条."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import NotNow
from tongban.foundation.ledger.models import Entry
from tongban.foundation.worktime.rules import describe
from tongban.handling.cases.models import Case, OverdueExplanation
from tongban.handling.cases.rules import papers
from tongban.handling.cases.rules.grounds import need_text
from tongban.handling.cases.rules.overdue import CAUSES, HANDLING, read_explanation
from tongban.registers.documents.rules.papers import DocumentKind

from .steps import matter_of, move, paper, take
from .wording import refuse_asks_in_report


class NotLate(NotNow):
    """Only what is overdue is explained (没有超期)."""

    code = "not_late"
    sentence = "这个办件没有超期，不用说明。"


class NothingToDispute(NotNow):
    """There is no explanation, or it was disputed already (没有可以提异议的说明)."""

    code = "nothing_to_dispute"
    sentence = "现在没有可以提异议的超期说明；每份说明可以提一次异议，已经转给监督人员。"


@transaction.atomic
def explain_overdue(case: Case, *, given: Mapping[str, Any], by: Actor, at: datetime) -> Entry:
    """公开说明超期原因: the body says why and by when, on paper and on the public page of the case.

    `NotLate` while no handling limit is over. It stands until the day it names; after that the next one is owed.
    """
    step = take("explain_overdue", case, by=by, at=at)
    today = local_day(at)
    running = case.clocks.filter(kind__in=HANDLING, ended_at=None)
    ends = dict(running.values_list("kind", "due_on"))
    missed = next((each for each in reversed(HANDLING) if each in ends and ends[each] < today), None)
    if missed is None:
        raise NotLate()
    first, last = (ends[each] for each in HANDLING)
    said = read_explanation(given, promised_on=first, statutory_on=last, on=today)
    refuse_asks_in_report(case, {"/words": said.words})
    body = papers.overdue_explanation(
        matter_of(case),
        limit=missed.label,
        missed_on=ends[missed],
        cause=CAUSES[said.cause],
        words=said.words,
        expected_on=said.expected_on,
        at=at,
    )
    document = paper(DocumentKind.OVERDUE_EXPLANATION, case, body, by=by, at=at)
    OverdueExplanation.objects.create(
        case=case,
        document=document,
        clock_kind=missed,
        missed_on=ends[missed],
        cause=said.cause,
        words=said.words,
        expected_on=said.expected_on,
        published_at=at,
        published_by_id=by.staff_id,
    )
    facts = {"clock": missed.value, "missed_on": ends[missed].isoformat(), "cause": said.cause}
    facts["expected_on"] = said.expected_on.isoformat()
    changes = {"explained_until": said.expected_on}
    return move(case, step, by=by, at=at, facts=facts, changes=changes, due_on=said.expected_on, papers=[document])


@transaction.atomic
def dispute_explanation(case: Case, *, words: str, by: Actor, at: datetime) -> Entry:
    """对超期说明有异议: the applicant's own word, once for each explanation; supervision sees it.

    The words are kept beside the explanation and not in the ledger: the applicant's own words are not for ever.
    """
    step = take("dispute_explanation", case, by=by, at=at)
    said = need_text({"words": words}, "words", "请写明您不同意的地方。", at_most=1000)
    latest = OverdueExplanation.objects.filter(case=case).order_by("-pk").first()
    if latest is None or latest.disputed_at is not None:
        raise NothingToDispute()
    OverdueExplanation.objects.filter(pk=latest.pk).update(disputed_at=at, dispute=said)
    facts = {"explanation": latest.document.number, "expected": describe(latest.expected_on)}
    return move(case, step, by=by, at=at, facts=facts)

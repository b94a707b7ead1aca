"""A target of the plan is done on the day of its evidence, and never without any (R-009)."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

from tongban.foundation.kernel.clock import LOCAL, local_day
from tongban.foundation.kernel.errors import Invalid, NotNow, NotYours
from tongban.foundation.ledger.models import Entry
from tongban.oversight.supervision.commands.targeting import (
    NoEvidence,
    complete,
    link_evidence,
    link_outside,
    reopen,
)
from tongban.oversight.supervision.models import PlanTarget
from tongban.oversight.supervision.queries.targets import plan_lines
from tongban.registers.lists import queries as lists
from tongban.registers.plan.reading import targets_of
from tongban.registers.plan.targets import Standing

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 25, 10, tzinfo=LOCAL)
TARGETS = {each.key: each for each in targets_of(settings.CITY)}
LISTED = TARGETS["T10-2022-10-31"]
NOTICE: dict[str, Any] = {
    "number": "嘉政发〔2022〕99号（样例）",
    "title": "关于公布清单的通知（样例）",
    "dated_on": date(2022, 10, 20),
}


def standing(target, on):
    (line,) = plan_lines([target], on=on)
    return line.standing


@pytest.mark.req("R-009")
def test_a_target_is_not_done_without_linked_evidence(cast):
    with pytest.raises(NoEvidence):
        complete(LISTED, by=cast("zhengyawen"), at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanTarget.objects.update_or_create(key=LISTED.key, defaults={"status": "done", "done_on": AT.date()})
    assert standing(LISTED, AT.date()) is Standing.OVER


@pytest.mark.req("R-009")
def test_a_target_is_done_on_the_day_of_its_evidence_whenever_somebody_says_so(cast):
    by = cast("zhengyawen")
    link_outside(LISTED, **NOTICE, by=by, at=AT)
    done = complete(LISTED, by=by, at=AT)
    assert done.done_on == NOTICE["dated_on"]
    assert standing(LISTED, AT.date()) is Standing.DONE
    assert standing(LISTED, date(2022, 10, 19)) is Standing.NEAR, "on the day before, nothing had been shown"
    assert [each.verb for each in Entry.objects.filter(chain=done.chain).order_by("seq")] == [
        "link_outside",
        "complete",
    ]
    reopen(LISTED, reason="文件被废止（样例）", by=by, at=AT)
    assert standing(LISTED, AT.date()) is Standing.OVER


@pytest.mark.req("R-009")
def test_a_document_of_this_house_is_found_by_its_number_with_its_hash(cast):
    by = cast("zhengyawen")
    head = lists.current("permit")
    assert head is not None
    number = head.notice_number
    made = link_evidence(LISTED, number=number, by=by, at=AT)
    assert made.document is not None
    assert made.document.number == number
    assert made.content_hash == made.document.content_hash
    assert made.dated_on == local_day(made.document.issued_at)
    with pytest.raises(Invalid):
        link_evidence(LISTED, number=number, by=by, at=AT)
    with pytest.raises(Invalid):
        link_evidence(LISTED, number="嘉没有〔2026〕1号", by=by, at=AT)


def test_what_goes_on_is_never_over_and_nobody_else_may_say_anything(cast):
    going_on, by = TARGETS["T05-ongoing"], cast("zhengyawen")
    assert standing(going_on, AT.date()) is Standing.STALE
    link_outside(going_on, **{**NOTICE, "dated_on": AT.date() - timedelta(days=3)}, by=by, at=AT)
    assert standing(going_on, AT.date()) is Standing.GOING_ON
    with pytest.raises(NotNow):
        complete(going_on, by=by, at=AT)
    with pytest.raises(NotYours):
        link_outside(LISTED, **NOTICE, by=cast("linjing"), at=AT)


def test_what_is_wrong_with_an_outside_document_is_told_at_once(cast):
    with pytest.raises(Invalid) as told:
        link_outside(LISTED, number="", title="", dated_on=date(2099, 1, 1), by=cast("zhengyawen"), at=AT)
    assert len(told.value.faults) == 3

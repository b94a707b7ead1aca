"""No issue without an owner and a day; what is over goes to the leader; who raised it closes it (R-115, R-116)."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.errors import Invalid, NotFound, NotYours
from tongban.foundation.ledger.models import Entry
from tongban.oversight.supervision.commands.gatherings import record_gathering
from tongban.oversight.supervision.commands.issues import (
    postpone,
    raise_issue,
    resolve,
    send_back,
    verify,
    watch_issues,
)
from tongban.oversight.supervision.commands.reporting import freeze
from tongban.oversight.supervision.models import Gathering, Issue
from tongban.oversight.supervision.queries.issues import issue_for, issues, issues_to
from tongban.oversight.supervision.queries.reports import compose
from tongban.oversight.supervision.rules.reports import ReportKind, about_of

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 25, 10, tzinfo=LOCAL)
DUE = date(2026, 12, 2)
OWNER = "JY0064"


def raised(cast, **changes):
    said = {"words": "数据没有共享，窗口要群众带纸质证明（样例）。", "level": "city", "owner": OWNER, "due_on": DUE}
    return raise_issue("婚姻数据没有共享（样例）", **{**said, **changes}, by=cast("zhengyawen"), at=AT)


@pytest.mark.req("R-116")
def test_no_issue_without_owner_and_day(cast):
    for nobody in ("", "JY9999"):
        with pytest.raises(Invalid):
            raised(cast, owner=nobody)
    with pytest.raises(Invalid) as told:
        raised(cast, owner="", due_on=None, level="", words="")
    assert len(told.value.faults) == 4, "everything at once"
    made = raised(cast)
    assert (made.owner.number, made.lead_id) == (OWNER, made.owner.agency_id)
    for missing in ("owner", "due_on", "lead"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Issue.objects.filter(pk=made.pk).update(**{missing: None})


@pytest.mark.req("R-116")
def test_what_is_over_goes_to_the_leader_of_the_citys_body_once(cast):
    made = raised(cast)
    assert watch_issues(at=AT) == 0
    assert watch_issues(at=datetime(2026, 12, 1, 6, tzinfo=LOCAL)) == 1, "on the workday before, the owner is reminded"
    assert watch_issues(at=datetime(2026, 12, 2, 6, tzinfo=LOCAL)) == 0
    assert watch_issues(at=datetime(2026, 12, 3, 6, tzinfo=LOCAL)) == 1
    assert watch_issues(at=datetime(2026, 12, 4, 6, tzinfo=LOCAL)) == 0
    made.refresh_from_db()
    leader = cast("jiangjunjie")
    assert made.escalated_to_id == leader.staff_id
    assert [each.pk for each in issues(leader, on=DUE + timedelta(days=2), show="escalated")] == [made.pk]
    assert [each.pk for each in issues_to(leader, on=DUE)] == [made.pk], "on the leader's first page"
    assert [each.pk for each in issues_to(cast("sunqiang"), on=DUE)] == [made.pk], "and on the owner's"
    assert issues_to(cast("sunqiang"), on=DUE - timedelta(days=5)) == []
    verbs = [each.verb for each in Entry.objects.filter(chain=made.chain).order_by("seq")]
    assert verbs == ["raise_issue", "remind", "escalate"]
    later = DUE + timedelta(days=9)
    postpone(made, due_on=later, reason="等省里接口（样例）", by=cast("zhengyawen"), at=AT)
    assert watch_issues(at=datetime(2026, 12, 12, 6, tzinfo=LOCAL)) == 1, "the new day is watched as the first one was"


@pytest.mark.req("R-116")
def test_closure_is_verified_by_who_raised_it(cast):
    made = raised(cast)
    owner, raiser = cast("sunqiang"), cast("zhengyawen")
    with pytest.raises(NotYours):
        resolve(made, resolution="已经共享（样例）", by=cast("jiangjunjie"), at=AT)
    resolve(made, resolution="已经共享（样例）", by=owner, at=AT)
    for other in (owner, cast("jiangjunjie")):
        with pytest.raises(NotYours):
            verify(made, by=other, at=AT)
    send_back(made, reason="窗口还在要证明（样例）", by=raiser, at=AT)
    assert made.resolution == ""
    resolve(made, resolution="窗口已经不要（样例）", by=owner, at=AT)
    verify(made, by=raiser, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Issue.objects.filter(pk=made.pk).update(verified_by_id=owner.staff_id)


def test_others_do_not_see_what_is_not_theirs(cast):
    made = raised(cast)
    assert issue_for(cast("zhaomin"), made.pk) == made, "of the body that leads"
    with pytest.raises(NotFound):
        issue_for(cast("zhouyaqin"), made.pk)
    assert issues(cast("zhouyaqin"), on=DUE) == []


@pytest.mark.req("R-115")
def test_every_action_of_a_meeting_has_owner_and_day(cast):
    by = cast("zhengyawen")
    said: dict[str, Any] = {
        "title": "四季度推进会（样例）",
        "held_on": AT.date(),
        "bodies": ["market-regulation", "nobody"],
    }
    held = record_gathering("meeting", **said, minutes="会议要求尽快共享数据（样例）。", by=by, at=AT)
    assert held.bodies == ["market-regulation"]
    action = raised(cast, gathering=held)
    with pytest.raises(Invalid):
        raised(cast, gathering=held, owner="")
    assert [each.pk for each in held.actions.all()] == [action.pk]
    assert all(each.owner_id and each.due_on for each in held.actions.all())
    with pytest.raises(DatabaseError), transaction.atomic():
        Gathering.objects.update(minutes="别的话")
    with pytest.raises(NotYours):
        record_gathering("meeting", **said, minutes="会议纪要", by=cast("linjing"), at=AT)
    with pytest.raises(Invalid) as told:
        record_gathering("x", title="", held_on=None, bodies=[], minutes="", by=by, at=AT)
    assert len(told.value.faults) == 5


@pytest.mark.req("R-115")
def test_the_numbers_of_a_bulletin_are_the_live_ones_when_it_is_frozen(cast):
    raised(cast)
    about_on = about_of(ReportKind.BULLETIN, AT.date())
    assert about_on == date(2026, 10, 31)
    made = freeze(ReportKind.BULLETIN, about_on=about_on, by=cast("zhengyawen"), at=AT)
    assert made.frozen == compose(ReportKind.BULLETIN, about_on=about_on, at=AT)
    told = {each.label: each.value for each in made.frozen.lines}
    assert told["待解决的问题"] == "1个"
    raised(cast)
    made.refresh_from_db()
    assert {each.label: each.value for each in made.frozen.lines}["待解决的问题"] == "1个", "and stay as they were"
    assert made.document.content.title == "政务服务督查通报（2026年10月）"

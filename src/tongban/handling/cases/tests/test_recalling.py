"""Taking one's own opinion back (收回意见): one's own last act, within half a minute, and no second is gained by it."""

from collections.abc import Callable
from datetime import timedelta

import msgspec
import pytest

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import NotYours, Stale
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.foundation.worktime.queries import calendar
from tongban.handling.cases.commands import examining
from tongban.handling.cases.commands.acts import act
from tongban.handling.cases.commands.recalling import NothingToRecall
from tongban.handling.cases.models import Case, Clock
from tongban.handling.cases.queries.one_case import whole
from tongban.handling.cases.queries.views import actions, offered, recall_of
from tongban.handling.cases.rules.recalling import SPAN, seconds_left
from tongban.handling.cases.rules.recounting import differences, recount
from tongban.registers.catalog.content import Span
from tongban.registers.catalog.queries import guide_of

from .applying import MONDAY
from .driving import accepted, after, day, examined, food_option, fresh, listed, reviewed

Cast = Callable[..., Actor]
pytestmark = pytest.mark.django_db
AT = after(1)


def test_who_slipped_takes_it_back_and_it_stays_on_record(cast):
    case = examined(cast)
    act("recall_examination", fresh(case), {}, by=cast("zhaomin"), at=AT + timedelta(seconds=20))
    case = fresh(case)
    assert case.status == "accepted"
    assert list(case.opinions.order_by("pk").values_list("verb", flat=True)) == ["examine", "recall_examination"]
    last = Entry.objects.get(chain=case.chain, seq=case.version)
    assert (last.verb, last.facts) == ("recall_examination", {"recalls": case.version - 1})
    examining.examine(case, opinion="再看一遍，符合。", proposal="grant", by=cast("zhaomin"), at=after(1, 11))


def test_the_review_is_taken_back_and_another_may_review(cast):
    case = reviewed(cast)
    act("recall_review", fresh(case), {}, by=cast("sunqiang"), at=after(1, 11) + SPAN - timedelta(seconds=1))
    case = fresh(case)
    assert (case.status, case.reviewer_id) == ("reviewing", None)
    examining.review(case, opinion="同意。", by=cast("sunqiang"), at=after(1, 12))


def test_a_second_too_late_or_somebody_elses_is_refused(cast):
    case = examined(cast)
    with pytest.raises(NothingToRecall):
        act("recall_examination", fresh(case), {}, by=cast("zhaomin"), at=AT + SPAN)
    for other in ("wangfang", "liqiang", "chenli"):
        with pytest.raises(NotYours):
            act("recall_examination", fresh(case), {}, by=cast(other), at=AT)
    assert fresh(case).status == "reviewing"


def test_once_the_next_one_acted_it_is_too_late(cast):
    case = examined(cast)
    seen = fresh(case)
    examining.review(case, opinion="同意。", by=cast("sunqiang"), at=AT + timedelta(seconds=2))
    with pytest.raises(Stale):
        act("recall_examination", seen, {}, by=cast("zhaomin"), at=AT + timedelta(seconds=3))
    examining.rework(fresh(case), reason="请核对面积。", by=cast("chenli"), at=AT + timedelta(seconds=4))
    examining.examine(fresh(case), opinion="符合。", proposal="grant", by=cast("zhaomin"), at=AT + timedelta(seconds=5))
    act("recall_examination", fresh(case), {}, by=cast("zhaomin"), at=AT + timedelta(seconds=6))


def test_nobody_gains_time_by_taking_it_back(cast):
    stages = [msgspec.structs.replace(each, limit=Span(value=3)) for each in food_option().stages]
    with listed(stages=tuple(stages)):
        case = accepted(cast)
        before = _running(case)
        assert "stage" in {kind for kind, *_ in before}
        for place in range(3):
            at = after(1) + timedelta(minutes=place // 2)
            examining.examine(fresh(case), opinion="符合。", proposal="grant", by=cast("zhaomin"), at=at)
            act("recall_examination", fresh(case), {}, by=cast("zhaomin"), at=at)
        assert _running(case) == before
        stored = list(Clock.objects.filter(case=case).order_by("pk"))
        entries = list(Entry.objects.filter(chain=case.chain).order_by("seq"))
        option = guide_of(case.option_version_id).option
        told = recount(entries, option, lambda at: calendar())
        assert differences(told, stored, entries) == []


def _running(case: Case) -> list[tuple[str, object, object]]:
    found = Clock.objects.filter(case=case, ended_at=None).order_by("kind", "pk")
    return [(each.kind, each.started_at, each.due_at) for each in found]


def test_the_applicant_is_told_nothing_of_it(cast):
    case = examined(cast)
    sent = Outgoing.objects.count()
    act("recall_examination", fresh(case), {}, by=cast("zhaomin"), at=AT)
    assert Outgoing.objects.filter(channel="message").count() <= sent
    assert not Outgoing.objects.filter(payload__verb="recall_examination").exists()


def test_it_is_offered_to_who_did_it_while_it_lasts(cast):
    case = fresh(examined(cast))
    found, zhaomin = whole(case), cast("zhaomin")
    verbs = [each.verb for each in offered(actions(case, by=zhaomin), found, by=zhaomin, on=day(1))]
    assert not [each for each in verbs if each.startswith("recall")]
    open_one = recall_of(found, by=zhaomin, at=AT + timedelta(seconds=10))
    assert open_one is not None
    assert (open_one.step.verb, open_one.seconds) == ("recall_examination", 20)
    assert recall_of(found, by=zhaomin, at=AT + SPAN + timedelta(seconds=1)) is None
    assert recall_of(found, by=cast("sunqiang"), at=AT) is None


def test_the_seconds_run_down_to_none():
    moments = [MONDAY + timedelta(seconds=each) for each in (0, 29, 31)]
    left = [seconds_left("recall_review", "review", MONDAY, at=each) for each in moments]
    assert left == [30, 1, 0]
    assert seconds_left("recall_review", "examine", MONDAY, at=MONDAY) == 0

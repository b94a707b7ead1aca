"""From a bad rating to the one who gave it: called, verified, put right, told, rated again, looked at once more."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tongban.foundation.kernel.errors import Invalid, NotNow, NotYours
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.foundation.ledger.sealing import verify as whole
from tongban.handling.cases.commands.wording import AsksUnlisted
from tongban.handling.cases.tests.driving import after, day
from tongban.oversight.evaluations.commands import overseeing, redressing
from tongban.oversight.evaluations.commands.rating import RatedAlready, Rating, rate_again
from tongban.oversight.evaluations.jobs import end_what_is_over, watch_redresses
from tongban.oversight.evaluations.models import Draw, Redress, SpotCheck
from tongban.oversight.evaluations.queries.redresses import redresses, visible_to
from tongban.oversight.evaluations.rules.sampling import drawn

from .conftest import Cast, fresh

pytestmark = pytest.mark.django_db
Bad = Callable[..., Redress]
FOUND = {"words": "超过承诺三天，属实。", "evidence": "办件经过第6条。"}
DONE = {"words": "已经向您道歉，增加了一名承办人。", "evidence": "科室会议记录2号。"}
BACK = "您反映的超期属实，已经增加人手，今后按期办。"


def contacted(redress: Redress, cast: Cast) -> Redress:
    redressing.contact(redress, words="电话说超期三天没人解释。", by=cast("sunqiang"), at=after(7))
    return redress


def verified(redress: Redress, cast: Cast, finding: str = "by_date") -> Redress:
    redressing.verify(contacted(redress, cast), finding=finding, **FOUND, by=cast("sunqiang"), at=after(7, 11))
    return redress


def told(redress: Redress, cast: Cast) -> Redress:
    redressing.rectify(verified(redress, cast), **DONE, by=cast("zhaomin"), at=after(8))
    redressing.tell(redress, words=BACK, by=cast("sunqiang"), at=after(8, 15))
    return fresh(redress)


def closed(redress: Redress, cast: Cast) -> Redress:
    redressing.close(told(redress, cast), by=cast("sunqiang"), at=after(9))
    return fresh(redress)


@pytest.mark.req("R-107")
def test_limits_are_workdays_from_the_rating(bad: Bad) -> None:
    task = bad()  # on a Friday
    assert (task.contact_by_on, task.due_on) == (day(7), day(11))


@pytest.mark.req("R-108")
def test_the_whole_way_ends_with_the_rater(cast: Cast, bad: Bad) -> None:
    task = told(bad(), cast)
    sent = Outgoing.objects.get(chain=task.chain, channel="message")
    assert sent.address == f"party:{cast('liqiang').party_id}"
    assert BACK in sent.payload["text"]
    again = rate_again(task, Rating("satisfied"), by=cast("liqiang"), at=after(9))
    assert (again.round, again.invitation_id) == (2, task.evaluation.invitation_id)
    with pytest.raises(RatedAlready):
        rate_again(fresh(task), Rating("satisfied"), by=cast("liqiang"), at=after(9))
    redressing.close(fresh(task), by=cast("sunqiang"), at=after(9))
    assert fresh(task).status == "closed"
    verbs = list(Entry.objects.filter(chain=task.chain).order_by("seq").values_list("verb", flat=True))
    assert verbs == ["open", "contact", "verify", "rectify", "tell", "rate_again", "close"]
    assert list(whole()) == []


@pytest.mark.req("R-108")
def test_nothing_is_closed_before_the_rater_heard_of_it(cast: Cast, bad: Bad) -> None:
    task = verified(bad(), cast)
    with pytest.raises(NotNow):
        redressing.close(task, by=cast("sunqiang"), at=after(8))
    redressing.rectify(task, **DONE, by=cast("zhaomin"), at=after(8))
    with pytest.raises(NotNow):
        redressing.close(task, by=cast("sunqiang"), at=after(8))
    with pytest.raises(NotNow):
        rate_again(task, Rating("satisfied"), by=cast("liqiang"), at=after(8))
    with pytest.raises(IntegrityError), transaction.atomic():
        Redress.objects.filter(pk=task.pk).update(status="closed", closed_at=after(8))


@pytest.mark.req("R-107")
def test_whoever_gave_a_name_is_called_first(cast: Cast, bad: Bad) -> None:
    task = bad()
    with pytest.raises(redressing.NotContactedYet):
        redressing.verify(task, finding="explain", **FOUND, by=cast("sunqiang"), at=after(7))
    with pytest.raises(IntegrityError), transaction.atomic():
        Redress.objects.filter(pk=task.pk).update(status="verified")
    assert redressing.reveal(task, by=cast("sunqiang"), at=after(7))[0] == "李强"
    read = Entry.objects.filter(verb="read").latest("pk")
    assert (read.about, read.facts["subject"]) == (f"party:{cast('liqiang').party_id}", task.chain)
    verified(task, cast)


@pytest.mark.req("R-107")
def test_nobody_is_called_who_gave_neither_name_nor_number(cast: Cast, bad: Bad) -> None:
    task = bad(is_named=False)
    with pytest.raises(redressing.NotPossibleToContact):
        redressing.contact(task, words="打过电话。", by=cast("sunqiang"), at=after(7))
    with pytest.raises(redressing.NotPossibleToContact):
        redressing.reveal(task, by=cast("sunqiang"), at=after(7))
    redressing.verify(task, finding="at_once", **FOUND, by=cast("sunqiang"), at=after(7))


def test_a_number_alone_is_enough_to_be_called(cast: Cast, bad: Bad) -> None:
    task = bad(is_named=False, phone="13900000001")
    assert task.contact_by_on == day(7)
    assert redressing.reveal(task, by=cast("sunqiang"), at=after(7)) == ("没有留姓名", "13900000001")


@pytest.mark.req("R-107")
def test_who_was_rated_neither_calls_nor_verifies_and_others_do_not_reach_it(cast: Cast, bad: Bad) -> None:
    task = bad()
    assert task.staff_id == cast("zhaomin").staff_id
    for act in (
        lambda: redressing.contact(task, words="我打了电话。", by=cast("zhaomin"), at=after(7)),
        lambda: redressing.reveal(task, by=cast("zhaomin"), at=after(7)),
    ):
        with pytest.raises(redressing.NotByWhoWasRated):
            act()
    with pytest.raises(NotYours):
        redressing.contact(task, words="打了电话。", by=cast("wangfang"), at=after(7))
    assert not visible_to(cast("wangfang")).filter(pk=task.pk).exists()
    assert not visible_to(cast("liqiang")).exists()
    assert redresses(cast("zhengyawen"), on=day(7), most=10)[0].pk == task.pk


@pytest.mark.req("R-107")
def test_what_is_missing_is_told_at_once(cast: Cast, bad: Bad) -> None:
    task = contacted(bad(), cast)
    with pytest.raises(Invalid) as refusal:
        redressing.verify(task, finding="by_date", words="是", evidence="", by=cast("sunqiang"), at=after(7))
    assert [each.pointer for each in refusal.value.faults] == ["/words", "/evidence"]
    with pytest.raises(Invalid):
        redressing.verify(task, finding="malicious", **FOUND, by=cast("sunqiang"), at=after(7))


@pytest.mark.req("R-107")
@pytest.mark.parametrize("finding", ["mistaken", "malicious"])
def test_an_appeal_is_decided_by_another_body(cast: Cast, bad: Bad, finding: str) -> None:
    task = contacted(bad(), cast)
    redressing.appeal(task, finding=finding, **FOUND, by=cast("sunqiang"), at=after(7))
    with pytest.raises(NotYours):
        overseeing.uphold_appeal(task, words="同意不计入。", by=cast("chenli"), at=after(8))
    overseeing.uphold_appeal(task, words="查了办件经过，同意不计入。", by=cast("zhengyawen"), at=after(8))
    task = fresh(task)
    assert (task.status, task.evaluation.validity) == ("rectified", finding)
    assert task.evaluation.grade == "dissatisfied"
    redressing.tell(task, words="经裁定，这次评价不计入，原因如下。", by=cast("sunqiang"), at=after(8))
    redressing.close(task, by=cast("sunqiang"), at=after(9))


@pytest.mark.req("R-107")
def test_the_bureau_does_not_decide_on_itself(cast: Cast, bad: Bad) -> None:
    task = bad(tags=["attitude"])
    assert task.agency_id == cast("zhengyawen").agency_id
    redressing.contact(task, words="电话里说态度不好。", by=cast("liuyang"), at=after(7))
    redressing.appeal(task, finding="mistaken", **FOUND, by=cast("liuyang"), at=after(7))
    with pytest.raises(overseeing.NotIndependent):
        overseeing.uphold_appeal(task, words="同意不计入。", by=cast("zhengyawen"), at=after(8))


@pytest.mark.req("R-107")
def test_a_dismissed_appeal_is_put_right_from_then_on_and_not_repeated(cast: Cast, bad: Bad) -> None:
    task = contacted(bad(), cast)
    redressing.appeal(task, finding="malicious", **FOUND, by=cast("sunqiang"), at=after(7))
    overseeing.dismiss_appeal(task, words="没有证据，照常整改。", by=cast("zhengyawen"), at=after(9))
    task = fresh(task)
    assert (task.status, task.due_on, task.evaluation.validity) == ("open", day(16), "counted")
    with pytest.raises(NotNow):
        redressing.appeal(task, finding="mistaken", **FOUND, by=cast("sunqiang"), at=after(9))


@pytest.mark.req("R-107")
def test_what_is_complex_is_extended_once_by_the_head(cast: Cast, bad: Bad) -> None:
    task = verified(bad(), cast)
    with pytest.raises(NotYours):
        redressing.extend(task, reason="涉及两个部门。", by=cast("sunqiang"), at=after(8))
    redressing.extend(task, reason="涉及两个部门。", by=cast("chenli"), at=after(8))
    assert task.due_on == day(25)
    with pytest.raises(NotNow):
        redressing.extend(task, reason="还要更久。", by=cast("chenli"), at=after(8))


@pytest.mark.req("R-111")
def test_what_waits_too_long_is_told_to_the_bureau_once(cast: Cast, bad: Bad) -> None:
    task = bad()
    assert watch_redresses(at=after(7)) == 0
    assert [watch_redresses(at=after(8)), watch_redresses(at=after(8))] == [1, 0]
    assert Entry.objects.filter(chain=task.chain, verb="escalate").count() == 1
    assert redresses(cast("zhengyawen"), is_late=True, on=day(8), most=10)
    assert not redresses(cast("zhengyawen"), is_late=True, on=day(7), most=10)


@pytest.mark.req("R-111")
def test_the_bureau_sends_it_where_it_belongs(cast: Cast, bad: Bad) -> None:
    task = bad()
    with pytest.raises(Invalid) as refusal:
        overseeing_dispatch(task, cast, agency="火箭局", reason="不")
    assert [each.pointer for each in refusal.value.faults] == ["/agency", "/reason"]
    overseeing_dispatch(task, cast, agency="市教育局", reason="这件事由教育局办。")
    task = fresh(task)
    assert (task.agency.short_name, task.staff_id) == ("市教育局", None)
    assert visible_to(cast("leishaohua")).filter(pk=task.pk).exists()
    assert not visible_to(cast("sunqiang")).filter(pk=task.pk).exists()


def overseeing_dispatch(task: Redress, cast: Cast, **given: str) -> None:
    redressing.dispatch(task, **given, by=cast("zhengyawen"), at=after(7))


@pytest.mark.req("R-108")
def test_the_answer_asks_for_no_paper_beyond_the_list(cast: Cast, bad: Bad) -> None:
    task = verified(bad(), cast)
    redressing.rectify(task, **DONE, by=cast("zhaomin"), at=after(8))
    with pytest.raises(AsksUnlisted):
        redressing.tell(task, words="请补交无犯罪记录证明再来。", by=cast("sunqiang"), at=after(8))


@pytest.mark.req("R-108")
def test_checks_are_drawn_by_a_published_seed(cast: Cast, bad: Bad) -> None:
    task = closed(bad(), cast)
    with pytest.raises(NotNow):
        overseeing.draw_checks(day(9), by=cast("zhengyawen"), at=after(9))
    made = overseeing.draw_checks(date(2026, 12, 1), by=cast("zhengyawen"), at=after(60))
    keys = [str(each) for each in made.listed]
    assert drawn(keys, seed=made.seed, percent=made.percent) == [str(task.pk)]
    assert Entry.objects.get(chain=made.chain).facts["seed"] == made.seed
    with pytest.raises(overseeing.DrawnAlready):
        overseeing.draw_checks(date(2026, 12, 20), by=cast("zhengyawen"), at=after(60))
    overseeing.check(task, words="抽查了记录，属实。", by=cast("zhengyawen"), at=after(61))
    assert SpotCheck.objects.get(redress=task).is_sound
    with pytest.raises(NotNow):
        overseeing.check(fresh(task), words="再查一次。", by=cast("zhengyawen"), at=after(61))
    assert Draw.objects.count() == 1


@pytest.mark.req("R-108")
def test_what_was_not_put_right_goes_back(cast: Cast, bad: Bad) -> None:
    task = closed(bad(), cast)
    overseeing.reopen(task, words="没有整改到位，评价人还不满意。", by=cast("zhengyawen"), at=after(14))
    task = fresh(task)
    assert (task.status, task.returned, task.told_at, task.due_on) == ("open", 1, None, day(21))
    redressing.verify(task, finding="at_once", **FOUND, by=cast("sunqiang"), at=after(15))


def test_what_was_told_closes_by_itself(cast: Cast, bad: Bad) -> None:
    task = told(bad(), cast)
    assert end_what_is_over(at=after(20)) == 0
    assert end_what_is_over(at=after(25)) == 1
    assert fresh(task).status == "closed"

"""为什么看我的信息: asked once, on the body's clock, answered by its leader, decided if it is disputed (R-196)."""

from datetime import timedelta

import pytest
from conftest import MONDAY

from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Invalid, NotFound, NotNow, NotYours
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.oversight.reading.commands import asking
from tongban.oversight.reading.models import ReadQuestion
from tongban.oversight.reading.queries.questions import (
    counts_by_body,
    is_overdue,
    look_of,
    question_for,
    questions,
    visible_to,
)
from tongban.oversight.reading.rules.states import QuestionStatus

from .looking import looked

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(days=1)


def asked(cast, reader: str = "zhaomin") -> ReadQuestion:
    entry = looked("liqiang", by=cast(reader), at=MONDAY)
    return asking.ask_why(entry.pk, by=cast("liqiang"), at=MONDAY)


@pytest.mark.req("R-196")
def test_a_look_becomes_a_question_with_five_workdays_for_the_readers_body(cast):
    question = asked(cast)
    assert question.agency_id == cast("zhaomin").agency_id
    assert question.due_on == local_day(MONDAY) + timedelta(days=7)
    assert look_of(question).by_ref == cast("zhaomin").ref
    entry = Entry.objects.get(chain=question.chain)
    assert (entry.verb, entry.facts["entry"]) == ("ask", question.entry)
    assert "答复您" in Outgoing.objects.get(entry=entry).payload["text"]


@pytest.mark.req("R-196")
def test_each_look_is_asked_about_once_and_only_by_its_person(cast):
    question = asked(cast)
    with pytest.raises(asking.AskedBefore):
        asking.ask_why(question.entry, by=cast("liqiang"), at=LATER)
    with pytest.raises(NotFound):
        asking.ask_why(question.entry, by=cast("zhouyou"), at=LATER)
    with pytest.raises(NotFound):
        asking.ask_why(2**40, by=cast("liqiang"), at=LATER)


@pytest.mark.req("R-196")
def test_the_leader_of_the_readers_body_answers_and_the_person_is_told(cast):
    question = asked(cast)
    with pytest.raises(Invalid):
        asking.answer(question, answer=" ", by=cast("chenli"), at=LATER)
    asking.answer(question, answer="办理您的食品经营许可时核对证件。", by=cast("chenli"), at=LATER)
    assert question.status == QuestionStatus.ANSWERED
    sent = Outgoing.objects.filter(chain=question.chain).order_by("-pk")[0]
    assert sent.address == f"party:{question.asker_id}"
    assert "核对证件" in sent.payload["text"]
    asking.settle(question, by=cast("liqiang"), at=LATER)
    assert question.status == QuestionStatus.SETTLED
    with pytest.raises(NotNow):
        asking.dispute(question, objection="又想了想。", by=cast("liqiang"), at=LATER)


@pytest.mark.req("R-196")
def test_neither_the_reader_nor_another_body_nor_an_examiner_answers(cast):
    own = asked(cast, reader="chenli")
    with pytest.raises(NotYours, match="不能自己答复"):
        asking.answer(own, answer="我需要看。", by=cast("chenli"), at=LATER)
    other = asked(cast)
    with pytest.raises(NotYours, match="所在部门"):
        asking.answer(other, answer="他们需要看。", by=cast("zhengyawen"), at=LATER)
    with pytest.raises(NotYours):
        asking.answer(other, answer="我需要看。", by=cast("zhaomin"), at=LATER)


def test_where_a_body_has_no_leader_supervision_answers(cast):
    question = asked(cast, reader="gaoyuan")
    assert asking.answer(question, answer="排查系统故障时看到。", by=cast("zhengyawen"), at=LATER).answered_by_id
    asking.dispute(question, objection="排查故障不用看我的证件。", by=cast("liqiang"), at=LATER)
    with pytest.raises(NotYours, match="不能核查自己"):
        asking.find_proper(question, reason="可以看。", by=cast("zhengyawen"), at=LATER)
    asking.find_improper(question, reason="超出排查需要。", by=cast("yanming"), at=LATER)
    assert question.status == QuestionStatus.IMPROPER


@pytest.mark.req("R-196")
def test_a_disputed_answer_is_decided_with_a_reason(cast):
    question = asked(cast)
    asking.answer(question, answer="办事需要。", by=cast("chenli"), at=LATER)
    with pytest.raises(NotFound):
        asking.dispute(question, objection="我来说。", by=cast("zhouyou"), at=LATER)
    asking.dispute(question, objection="我那天没有办事。", by=cast("liqiang"), at=LATER)
    with pytest.raises(NotYours):
        asking.find_improper(question, reason="自己查自己。", by=cast("chenli"), at=LATER)
    asking.find_improper(question, reason="那天没有他的办件。", by=cast("zhengyawen"), at=LATER)
    assert question.ended_at == LATER
    row = counts_by_body(cast("zhengyawen"), on=local_day(LATER))[0]
    assert (row.whole, row.open, row.improper) == (1, 0, 1)


@pytest.mark.req("R-196")
def test_what_is_overdue_is_listed(cast, django_assert_num_queries):
    question = asked(cast)
    late = question.due_on + timedelta(days=1)
    assert not is_overdue(question, on=question.due_on)
    assert is_overdue(question, on=late)
    watcher = cast("zhengyawen")
    with django_assert_num_queries(1):
        assert questions(watcher, on=late, only_overdue=True) == [question]
    assert questions(watcher, on=question.due_on, only_overdue=True) == []
    assert counts_by_body(cast("zhengyawen"), on=late)[0].overdue == 1


def test_a_question_is_seen_by_its_person_its_bodys_leader_and_the_watchers(cast):
    question = asked(cast)
    for login in ("liqiang", "chenli", "zhengyawen", "yanming"):
        assert question_for(cast(login), question.pk) == question
    for login in ("zhouyou", "zhaomin", "wangfang", "jiangjunjie"):
        assert not visible_to(cast(login)).exists()

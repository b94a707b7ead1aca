"""The consult desk: nobody leaves with nothing, the window finds what was said, misses are counted. R-071."""

from typing import Any

import pytest

from tongban.foundation.kernel.errors import Invalid, NotYours
from tongban.handling.cases.tests.applying import ANSWERS, MONDAY, food_code
from tongban.handling.contacts.commands.answering import StillToAsk
from tongban.handling.contacts.commands.shifts import WithoutResult, sign_off, sign_on
from tongban.handling.contacts.models import FirstContact
from tongban.handling.halls.commands.consulting import Consulted, consult
from tongban.handling.halls.models import Consultation, Ticket
from tongban.handling.halls.queries.consulting import consulted
from tongban.handling.halls.rules.states import ConsultOutcome
from tongban.registers.catalog.queries import current_guides
from tongban.registers.catalog.search import look_up
from tongban.registers.catalog.search.words import initials

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-071")]


def about(**changes):
    plain: dict[str, Any] = {
        "question": "想开个小饭馆",
        "words": "饭馆",
        "option_code": food_code(),
        "situation": ANSWERS,
    }
    plain |= {"said": (("经营面积", "60平方米"),), "to_bring": ("平面布局图",), "is_complete": True}
    return Consulted(**plain | changes)


def test_a_number_carries_what_was_said_to_the_window(seated):
    made = consult(about(), outcome="ticket", priority="elder", by=seated, at=MONDAY)
    ticket = Ticket.objects.get()
    assert made.ticket == ticket
    assert (ticket.option_code, ticket.domain, ticket.priority) == (food_code(), "E", "elder")
    assert ticket.context == {
        "问的是": "想开个小饭馆",
        "经营面积": "60平方米",
        "告诉他要带": "平面布局图",
        "谁咨询的": "王芳",
    }
    contact = FirstContact.objects.get()
    assert (contact.result, contact.result_body) == ("referred", f"综合办事窗口（{ticket.number}号）")
    assert contact.answers.get().situation == ANSWERS
    sign_off(by=seated, at=MONDAY)


def test_a_number_can_be_given_before_everything_was_asked_and_the_window_is_told(seated):
    consult(about(situation={}, is_complete=False, to_bring=()), outcome="ticket", by=seated, at=MONDAY)
    assert Ticket.objects.get().context["还没问完"] == "情形没有问完，请接着问"
    consult(Consulted(question="不知道办哪个"), outcome="ticket", by=seated, at=MONDAY)
    assert Ticket.objects.filter(option_code="").get().context["问的是"] == "不知道办哪个"


def test_what_was_answered_is_the_guides_answer_and_is_closed(seated):
    made = consult(about(), outcome="answered", by=seated, at=MONDAY)
    assert (made.contact.status, made.contact.result) == ("closed", "answered")
    with pytest.raises(StillToAsk):
        consult(about(situation={}), outcome="answered", by=seated, at=MONDAY)
    with pytest.raises(Invalid):
        consult(Consulted(question="什么"), outcome="answered", by=seated, at=MONDAY)
    assert Consultation.objects.count() == FirstContact.objects.count() == 1


def test_what_had_no_answer_keeps_its_owner_until_somebody_has_it(seated, cast, django_assert_num_queries):
    for _ in range(2):
        consult(Consulted(question="养蜂补贴在哪领", words="养蜂补贴"), outcome="unanswered", by=seated, at=MONDAY)
    consult(about(), outcome="answered", by=seated, at=MONDAY)
    with pytest.raises(WithoutResult):
        sign_off(by=seated, at=MONDAY)
    day, supervisor = MONDAY.date(), cast("zhengyawen")
    with django_assert_num_queries(3):  # outcomes, words, questions
        found = consulted(supervisor, first=day, last=day)
    assert found.outcomes == ((ConsultOutcome.ANSWERED, 1), (ConsultOutcome.UNANSWERED, 2))
    assert (found.unanswered_share, found.words) == (67, (("养蜂补贴", 2),))
    assert {each.contact.owner.name for each in found.unanswered} == {"王芳"}
    assert consulted(cast("liuzhiyuan"), first=day, last=day).total == 0


def test_only_people_of_a_hall_consult_and_only_so(seated, liqiang):
    with pytest.raises(NotYours):
        consult(about(), outcome="ticket", by=liqiang, at=MONDAY)
    with pytest.raises(Invalid):
        consult(about(), outcome="nothing", by=seated, at=MONDAY)
    with pytest.raises(Invalid):
        consult(Consulted(question=" "), outcome="unanswered", by=seated, at=MONDAY)
    assert not FirstContact.objects.exists()


def test_any_matter_is_found_by_its_name_by_initials_and_by_its_code():
    """Typed once and picked once: two acts."""
    missed = []
    for each in list(current_guides())[::9]:
        by_name = [hit.card.name for hit in look_up(each.name, size=8)]
        by_code = [hit.card.option_code for hit in look_up(each.option_code, size=8)]
        by_initials = [hit.card.name for hit in look_up(initials(each.name)[:12], size=8)]
        if each.name not in by_name or each.name not in by_initials or each.option_code not in by_code:
            missed.append(each.name)
    assert missed == []


def test_a_shift_is_not_needed_to_consult(wangfang):
    consult(Consulted(question="厕所在哪", words=""), outcome="ticket", by=wangfang, at=MONDAY)
    sign_on("综合咨询窗口", by=wangfang, at=MONDAY)
    assert Consultation.objects.get().outcome == "ticket"

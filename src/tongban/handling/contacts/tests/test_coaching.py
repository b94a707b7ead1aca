"""Coaching before filing: kept with the draft, seen by the review, and measured by what is asked for afterwards."""

import pytest

from tongban.foundation.kernel.errors import Invalid, NotNow
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.commands import receiving
from tongban.handling.cases.commands.drafting import begin_draft
from tongban.handling.cases.commands.wording import AsksUnlisted
from tongban.handling.cases.models import Case
from tongban.handling.cases.tests.applying import ANSWERS, MONDAY, food_code, lodged
from tongban.handling.cases.tests.driving import OF_LIQIANG, after
from tongban.handling.contacts.commands import answering, coaching, ending
from tongban.handling.contacts.models import Coaching, CoachingFailure
from tongban.handling.contacts.queries.coaching import coaching_figures, coaching_of
from tongban.handling.contacts.rules.coaching import shortfall
from tongban.handling.contacts.subscribers import coaching_is_measured

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-044")]


@pytest.mark.parametrize(
    ("asked_for", "coached", "brought", "left"),
    [
        (["plan"], ["plan", "list"], ["plan", "list"], ("plan",)),
        (["plan"], ["plan", "list"], ["list"], ()),
        (["licence"], ["plan", "list"], ["list"], ("licence",)),
        (["licence", "plan"], ["plan"], ["plan"], ("licence", "plan")),
        (["plan", "licence"], ["plan"], [], ("licence",)),
        ([], ["plan"], ["plan"], ()),
    ],
)
def test_what_is_a_failure_of_coaching(asked_for, coached, brought, left):
    assert shortfall(asked_for, coached=coached, brought=brought) == left


@pytest.fixture
def coached(asked, wangfang, cast):
    """李强's draft, coached at the window; then lodged without these materials, under the same number."""

    def make(*without: str) -> tuple[Coaching, Case]:
        liqiang = cast("liqiang")
        draft = begin_draft(food_code(), by=liqiang, at=MONDAY, answers=ANSWERS)
        contact = asked(channel="window")
        given = {"number": draft.number, "id_number": OF_LIQIANG, "words": "平面图要标出洗消间"}
        made = coaching.coach(contact, **given, by=wangfang, at=MONDAY)
        case = lodged(liqiang, number=draft.number, without=without)[1]
        assert case.number == made.number
        return made, case

    return make


def asked_to_correct(case, by, *codes):
    items = [{"requirement_code": each, "problem": "没有标出洗消间"} for each in codes]
    receiving.ask_correction(case, items=items, by=by, at=after(0, 15))


def test_the_review_sees_who_coached_what(coached):
    made, case = coached()
    found = coaching_of(case.number)
    assert found is not None
    assert found == made
    assert {each["code"] for each in found.needed} >= {"layout_plan", "equipment_list"}
    assert [each.text for each in found.notes.all()] == ["平面图要标出洗消间"]


def test_who_followed_the_list_and_is_asked_for_more_was_coached_badly(coached, wangfang):
    made, case = coached()
    asked_to_correct(case, wangfang, "layout_plan")
    entry = Entry.objects.get(chain=case.chain, verb="ask_correction")
    coaching_is_measured(entry)
    coaching_is_measured(entry)
    assert [each["code"] for each in made.failure.items] == ["layout_plan"]
    assert CoachingFailure.objects.count() == 1


def test_who_left_out_what_they_were_told_to_bring_was_coached_well(coached, wangfang):
    _, case = coached("layout_plan")
    asked_to_correct(case, wangfang, "layout_plan")
    assert coaching.fail(case.number, ["layout_plan"], at=after(0, 15)) is None


def test_a_call_can_be_coached_from_its_answer_and_gets_its_case_with_the_result(asked, wangfang, cast):
    contact = asked()
    with pytest.raises(NotNow):
        coaching.coach(contact, words="先看清单", by=wangfang, at=MONDAY)
    answering.answer(contact, food_code(), ANSWERS, by=wangfang, at=MONDAY)
    made = coaching.coach(contact, words="先看清单", by=wangfang, at=MONDAY)
    with pytest.raises(Invalid):
        coaching.comment(made, words=" ", by=wangfang, at=MONDAY)
    with pytest.raises(AsksUnlisted):
        coaching.comment(made, words="再带一份居住证明", by=wangfang, at=MONDAY)
    coaching.comment(made, words="平面图要标出洗消间", by=wangfang, at=MONDAY)
    case = lodged(cast("liqiang"))[1]
    ending.close(contact, result="case_begun", case_number=case.number, by=wangfang, at=MONDAY)
    assert coaching_of(case.number) == made


def test_one_draft_is_coached_once(asked, wangfang, cast):
    draft = begin_draft(food_code(), by=cast("liqiang"), at=MONDAY, answers=ANSWERS)
    given = {"number": draft.number, "id_number": OF_LIQIANG, "words": "平面图要标出洗消间", "by": wangfang}
    first, second = asked(), asked()
    coaching.coach(first, **given, at=MONDAY)
    with pytest.raises(NotNow):
        coaching.coach(second, **given, at=MONDAY)


def test_share_and_first_pass_rate_are_counted(coached, wangfang, cast, django_assert_num_queries):
    coached()
    bad = lodged(cast("liqiang"), without=("layout_plan",))[1]
    asked_to_correct(bad, wangfang)
    with django_assert_num_queries(2):  # cases, failures
        found = coaching_figures(since=MONDAY, until=after(1))
    assert (found.received, found.coached, found.share) == (2, 1, 0.5)
    assert (found.coached_rate, found.others_rate) == (1.0, 0.0)

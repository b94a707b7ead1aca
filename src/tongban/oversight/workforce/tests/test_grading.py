"""The same seed draws the same paper, a mark can be made again, a level opens the windows that ask for it. R-189."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from tongban.foundation.kernel.errors import Invalid, NotFound, NotNow, NotYours
from tongban.oversight.workforce.commands import grading, rostering
from tongban.oversight.workforce.models import Exam, SkillLevel
from tongban.oversight.workforce.queries.grading import current_bank, exam_for
from tongban.oversight.workforce.rules.examining import (
    Matter,
    Rule,
    answered,
    bank,
    bank_hash,
    given_in,
    mark,
    paper,
    read,
    written,
)
from tongban.oversight.workforce.rules.levels import next_level, not_yet
from tongban.oversight.workforce.rules.policy import Grading

from .conftest import BEFORE, FOURTH, MONDAY, at, put

MATTERS = [
    Matter(f"code{n}", f"事项{n}", f"部门{n}", f"{n + 1}个工作日", (f"材料{n}", f"材料{n + 1}", "身份证"))
    for n in range(8)
]
RULES = [Rule(f"verb{n}", f"步骤{n}", f"第{n}条") for n in range(6)]
BANK = bank(MATTERS, RULES)
POLICY = Grading()


@pytest.mark.req("R-189")
@settings(max_examples=30)
@given(st.text(max_size=20), st.integers(0, 40), st.randoms())
def test_the_same_bank_and_seed_draw_the_same_paper(seed, count, chance):
    mixed, steps = list(MATTERS), list(RULES)
    chance.shuffle(mixed)
    chance.shuffle(steps)
    drawn = paper(BANK, seed=seed, count=count)
    assert paper(bank(mixed, steps), seed=seed, count=count) == drawn
    assert len({each.key for each in drawn}) == len(drawn) == min(count, len(BANK))
    assert read(written(drawn)) == drawn


def test_seeds_differ_and_every_question_has_one_right_choice_of_four():
    assert paper(BANK, seed="甲", count=10) != paper(BANK, seed="乙", count=10)
    for each in BANK:
        assert len(set(each.choices)) == 4
        assert 0 <= each.right < 4
    kinds = {each.key.partition(":")[0] for each in paper(BANK, seed="甲", count=4)}
    assert kinds == {"body", "limit", "case", "basis"}, "made-up cases are among them"
    assert bank_hash(BANK) != bank_hash(bank(MATTERS[1:], RULES))


def test_a_made_up_case_lacks_what_the_right_choice_says():
    for each in (each for each in BANK if each.key.startswith("case:")):
        matter = next(one for one in MATTERS if one.code == each.key.removeprefix("case:"))
        right = each.choices[each.right]
        assert right in matter.materials
        assert f"{right}、" not in each.prompt
        assert not set(each.choices) - {right} & set(matter.materials)


@settings(max_examples=30)
@given(st.lists(st.integers(0, 3), min_size=10, max_size=10))
def test_a_mark_is_made_again_from_what_was_kept(chosen):
    drawn = paper(BANK, seed="甲", count=10)
    said = {each.key: choice for each, choice in zip(drawn, chosen, strict=True)}
    assert mark(drawn, given_in(answered(said))) == mark(drawn, said)
    assert mark(drawn, {each.key: each.right for each in drawn}) == 100
    assert mark(drawn, {}) == 0


def test_levels_are_climbed_one_by_one_with_time_and_daily_work():
    assert [next_level(held, POLICY) for held in (0, 5, 4, 3)] == [5, 4, 3, 0]
    assert asked(5, held=0) == ()
    assert asked(4, held=0) == ("现在只能考五级（初级工）。",)
    assert len(asked(4, held=5, since=date(2026, 1, 10), daily=Decimal(79))) == 2
    assert asked(4, held=5, since=date(2025, 11, 23), daily=Decimal(80)) == ()


def asked(target: int, *, held: int, since: date | None = None, daily: Decimal | None = None) -> tuple[str, ...]:
    return not_yet(target, held=held, since=since, daily=daily, on=MONDAY, policy=POLICY)


def sat(planner, by, *, number="JY0001", wrong=0) -> Exam:
    exam = grading.set_exam(number=number, level="5", seed="2026年第1次", by=planner, at=BEFORE)
    items = read(exam.content)
    said = {each.key: each.right for each in items[wrong:]}
    return grading.hand_in(exam, answers=said, by=by, at=at(9))


@pytest.mark.django_db
@pytest.mark.req("R-189")
def test_a_paper_is_handed_in_once_by_oneself_and_audited_by_doing_it_again(planner, wangfang, limin):
    with pytest.raises(Invalid) as refusal:
        grading.set_exam(number="JY0063", level="9", by=planner, at=BEFORE)
    assert len(refusal.value.faults) == 2
    exam = grading.set_exam(number="JY0001", level="5", seed="2026年第1次", by=planner, at=BEFORE)
    items = read(exam.content)
    assert len(items) == 20
    assert items == paper(current_bank(), seed="2026年第1次", count=20)
    with pytest.raises(NotNow):
        grading.set_exam(number="JY0001", level="5", by=planner, at=BEFORE)
    with pytest.raises(NotYours):
        grading.hand_in(exam, answers={}, by=limin, at=at(9))
    with pytest.raises(NotFound):
        exam_for(limin, exam.pk)
    with pytest.raises(NotNow):
        grading.hand_in(exam, answers={}, by=wangfang, at=at(9, day=24))
    grading.hand_in(exam, answers={items[0].key: items[0].right}, by=wangfang, at=at(9))
    assert exam.score == 5
    with pytest.raises(NotNow):
        grading.hand_in(exam, answers={}, by=wangfang, at=at(10))
    for forged in ({"score": 100}, {"content": "[]"}, {"answers": "{}"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Exam.objects.filter(pk=exam.pk).update(**forged)
    assert grading.audit_exam(exam, by=planner, at=at(11)).status == "audited"


@pytest.mark.django_db
@pytest.mark.req("R-189")
def test_what_is_not_the_mark_of_its_answers_is_found_by_the_audit(planner, wangfang):
    exam = sat(planner, wangfang, wrong=5)
    exam.score = 100
    with pytest.raises(grading.MarkDiffers):
        grading.audit_exam(exam, by=planner, at=at(11))


@pytest.mark.django_db
@pytest.mark.req("R-189")
def test_a_level_is_granted_with_its_file_and_opens_the_window_that_asks_for_it(
    venue, draft, posts, planner, wangfang, limin, cast
):
    rostering.set_post(venue, FOURTH, role="counter", level=5, by=planner, at=BEFORE)
    posts[FOURTH].refresh_from_db()
    with pytest.raises(Invalid) as refusal:
        put(draft, posts[FOURTH], "limin", planner)
    assert "行政办事员五级" in refusal.value.faults[0].message
    leader, exam = cast("jiangjunjie"), sat(planner, limin, number="JY0002")
    with pytest.raises(NotNow):
        grading.grant_level(exam, by=leader, at=at(12))
    grading.audit_exam(exam, by=planner, at=at(11))
    with pytest.raises(NotYours):
        grading.grant_level(exam, by=cast("chenli"), at=at(12))
    made = grading.grant_level(exam, by=leader, at=at(12))
    assert made.file["exam"] == {"number": exam.pk, "score": 100, "seed": exam.seed, "bank": exam.bank}
    put(draft, posts[FOURTH], "limin", planner)
    with pytest.raises(Invalid) as refusal:
        grading.set_exam(number="JY0002", level="4", by=planner, at=at(13))
    assert "要满12个月" in refusal.value.faults[0].message
    with pytest.raises(DatabaseError), transaction.atomic():
        SkillLevel.objects.update(level=1)
    failed = sat(planner, wangfang, wrong=9)
    grading.audit_exam(failed, by=planner, at=at(11))
    with pytest.raises(NotNow):
        grading.grant_level(failed, by=leader, at=at(12))


@pytest.mark.django_db
@pytest.mark.req("R-189")
def test_practice_is_ones_own_and_counts_for_nothing(planner, wangfang):
    drill = grading.practise(by=wangfang, at=BEFORE)
    with pytest.raises(NotNow):
        grading.practise(by=wangfang, at=BEFORE)
    with pytest.raises(NotFound):
        exam_for(planner, drill.pk)
    with pytest.raises(NotYours):
        grading.practise(by=planner, at=BEFORE)
    grading.hand_in(drill, answers={}, by=wangfang, at=at(9))
    with pytest.raises(NotYours):
        grading.audit_exam(drill, by=planner, at=at(9))
    assert grading.lapse_exams(at=at(9)) == 0
    grading.practise(by=wangfang, at=BEFORE)
    assert grading.lapse_exams(at=at(9, day=24)) == 1

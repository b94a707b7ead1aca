"""First contacts from the first word to the result: written down, found again, counted, and nothing left at night."""

import pytest

from tongban.foundation.kernel.errors import Invalid, NotFound, NotNow, NotYours
from tongban.foundation.ledger.models import Entry
from tongban.foundation.ledger.sealing import verify
from tongban.handling.cases.tests.applying import MONDAY, food_code, lodged
from tongban.handling.cases.tests.driving import after
from tongban.handling.contacts.commands import ending, shifts
from tongban.handling.contacts.commands.opening import open_contact, report_unresolved
from tongban.handling.contacts.commands.settling import settle
from tongban.handling.contacts.models import FirstContact
from tongban.handling.contacts.queries.contacts import contact_for, visible_to
from tongban.handling.contacts.queries.register import Wanted, counted, register
from tongban.handling.contacts.queries.shifts import last_notes
from tongban.handling.contacts.rules.states import ContactResult
from tongban.handling.contacts.rules.words import noted
from tongban.registers.agencies.models import Staff

from .conftest import CALLER, fresh

pytestmark = pytest.mark.django_db


def faults_of(refusal) -> list[str]:
    return [each.pointer for each in refusal.value.faults]


def test_everything_that_is_wrong_is_told_at_once(wangfang):
    with pytest.raises(Invalid) as refusal:
        open_contact(kind="x", channel="y", question=" ", phone="123", name="长" * 61, by=wangfang, at=MONDAY)
    assert faults_of(refusal)[:3] == ["/question", "/kind", "/channel"]
    assert {"/phone", "/name"} <= set(faults_of(refusal))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("我的号620201199003070017办不了", "我的号6202**********0017办不了"),
        ("打13993700001找我", "打1*********1找我"),
        ("办件62020026000000017没有动静", "办件62020026000000017没有动静"),
        ("<b>要带什么</b>", "要带什么"),
    ],
)
def test_no_number_of_a_person_is_kept_in_the_words(typed, kept):
    assert noted(typed) == kept


def test_name_and_number_are_sealed_and_masked(asked):
    contact = asked()
    assert (contact.name_masked, contact.phone_masked) == ("张*军", "139****0001")
    stored = repr(list(FirstContact.objects.values())) + repr(list(Entry.objects.values()))
    assert CALLER not in stored
    assert "张建军" not in stored


def test_the_number_to_call_back_is_for_the_owner_and_on_record(asked, wangfang, limin):
    contact = asked()
    assert ending.reveal(contact, by=wangfang, at=MONDAY) == ("张建军", CALLER)
    assert Entry.objects.filter(chain=f"reads:{wangfang.ref}", facts__subject=contact.chain).count() == 1
    with pytest.raises(NotYours):
        ending.reveal(contact, by=limin, at=MONDAY)


@pytest.mark.req("R-034")
@pytest.mark.parametrize(("days", "is_repeat"), [(0, True), (6, True), (7, True), (8, False)])
def test_asked_again_within_seven_days_it_was_not_answered_at_once(asked, days, is_repeat):
    first = asked()
    again = asked(at=after(days))
    assert again.is_repeat is is_repeat
    assert again.repeats_id == (first.pk if is_repeat else None)


@pytest.mark.req("R-034")
@pytest.mark.parametrize("changes", [{"phone": "13993700002"}, {"option_code": ""}, {"phone": ""}])
def test_another_caller_or_another_matter_is_no_repetition(asked, changes):
    asked()
    assert not asked(**changes, at=after(1)).is_repeat


@pytest.mark.req("R-032")
@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({"result": "fine"}, ["/result"]),
        ({"result": "case_begun"}, ["/case_number"]),
        ({"result": "not_ours"}, ["/body"]),
        ({"result": "referred"}, ["/body"]),
        ({"result": "gone"}, ["/words"]),
    ],
)
def test_a_result_names_what_it_has_to_name(asked, wangfang, given, missing):
    with pytest.raises(Invalid) as refusal:
        ending.close(asked(), **given, by=wangfang, at=MONDAY)
    assert faults_of(refusal) == missing


@pytest.mark.req("R-032")
def test_the_register_is_searched_filtered_and_counted(asked, wangfang, cast, django_assert_num_queries):
    answered, other = asked(), asked(channel="window", phone="", question="公积金怎么取", option_code="")
    ending.close(answered, result="answered", by=wangfang, at=after(0, 11))
    case = lodged(cast("liqiang"))[1]
    begun = asked(phone="13993700009")
    ending.close(begun, result="case_begun", case_number=case.number, by=wangfang, at=after(0, 11))
    supervisor, today = cast("zhengyawen"), after(0).date()

    def found(**wanted):
        return {each.pk for each in register(supervisor, Wanted(**wanted), on=today)}

    assert found() == {answered.pk, other.pk, begun.pk}
    assert found(text=CALLER) == {answered.pk}
    assert found(text="公积金") == {other.pk}
    assert found(text=case.number) == {begun.pk}
    assert found(text=begun.number) == {begun.pk}
    assert found(channel="window") == {other.pk}
    assert found(result="case_begun") == {begun.pk}
    assert found(stands="open") == {other.pk}
    assert found(first=after(1).date()) == set()
    with django_assert_num_queries(1):  # one row of counts
        numbers = counted(supervisor, Wanted(), on=today)
    assert (numbers.total, numbers.channel["phone"], numbers.result["answered"]) == (3, 2, 1)
    assert numbers.stands == {"open": 1, "closed": 2, "late": 0, "escalated": 0, "repeated": 0}
    with django_assert_num_queries(1):  # the page with owners
        rows = register(supervisor, Wanted(), on=today, size=2)
        assert [each.owner.name for each in rows] == ["王芳", "王芳"]
    rest = register(supervisor, Wanted(), on=today, after=rows[-1].pk)
    assert [each.pk for each in rest] == [answered.pk]


def test_who_sees_which_contact(asked, cast):
    contact = asked()
    for login, sees in {
        "wangfang": True,
        "limin": True,
        "zhengyawen": True,
        "zhaomin": False,
        "liqiang": False,
    }.items():
        assert visible_to(cast(login)).filter(pk=contact.pk).exists() is sees, login
    with pytest.raises(NotFound):
        contact_for(cast("zhouyou"), contact.code)


@pytest.mark.req("R-032")
def test_the_shift_does_not_end_before_every_visit_and_call_has_a_result(asked, wangfang):
    shifts.sign_on("综合窗口3号", by=wangfang, at=MONDAY)
    with pytest.raises(NotNow):
        shifts.sign_on("综合窗口4号", by=wangfang, at=MONDAY)
    first, second = asked(), asked(channel="window")
    with pytest.raises(shifts.WithoutResult) as refusal:
        shifts.sign_off(by=wangfang, at=after(0, 17))
    assert len(refusal.value.faults) == 2
    ending.close(first, result="answered", by=wangfang, at=after(0, 17))
    with pytest.raises(shifts.WithoutResult):
        shifts.sign_off(by=wangfang, at=after(0, 17))
    ending.close(second, result="referred", body="二楼公积金窗口", by=wangfang, at=after(0, 17))
    asked(kind="unresolved", question="跑了三次没办成")
    shifts.sign_off(note="打印机缺纸，张先生明天来取表", by=wangfang, at=after(0, 17))
    with pytest.raises(NotNow):
        shifts.sign_off(by=wangfang, at=after(0, 17))


def test_the_next_one_at_the_window_reads_the_note(wangfang, limin, zhaomin):
    shifts.sign_on("综合窗口3号", by=wangfang, at=MONDAY)
    shifts.sign_off(note="打印机缺纸", by=wangfang, at=after(0, 12))
    assert [each.note for each in last_notes(limin, window="综合窗口3号")] == ["打印机缺纸"]
    assert [each.note for each in last_notes(limin)] == ["打印机缺纸"]
    assert last_notes(zhaomin) == []


@pytest.mark.req("R-031")
def test_what_could_not_be_done_has_a_named_owner_who_did_not_have_the_case(cast):
    liqiang, wangfang = cast("liqiang"), cast("wangfang")
    case = lodged(liqiang)[1]
    type(case).objects.filter(pk=case.pk).update(receiver_id=wangfang.staff_id)
    made = report_unresolved("系统里查不到，让我回去等", case_number=case.number, by=liqiang, at=MONDAY)
    assert made.owner_id != wangfang.staff_id
    assert "counter" in Staff.objects.get(pk=made.owner_id).roles
    assert (made.due_on, made.case_number, made.option_code) == (after(1).date(), case.number, food_code())
    with pytest.raises(NotFound):
        report_unresolved("别人的件", case_number=case.number, by=cast("zhouyou"), at=MONDAY)


@pytest.mark.req("R-031")
def test_its_author_is_reached_within_a_workday_and_reads_the_result(cast):
    liqiang = cast("liqiang")
    made = report_unresolved("系统里查不到，让我回去等", option_code=food_code(), by=liqiang, at=MONDAY)
    owner = cast(Staff.objects.get(pk=made.owner_id).account.login)
    ending.reach(made, words="已经电话联系，明天上午陪您到窗口办", by=owner, at=after(0, 16))
    assert fresh(made).due_on == after(7).date()
    with pytest.raises(NotNow):
        ending.reach(made, words="再打一次", by=owner, at=after(0, 17))
    with pytest.raises(Invalid):
        settle(made, result="settled", words="", cause="pushed", root="none", by=owner, at=after(1))
    settle(made, result="settled", words="已经收件", cause="pushed", root="none", by=owner, at=after(1))
    mine = visible_to(liqiang).get()
    assert (mine.result_words, mine.outcome) == ("已经收件", ContactResult.SETTLED)
    assert visible_to(cast("zhouyou")).count() == 0
    verify()

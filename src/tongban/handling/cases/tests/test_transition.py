"""The list changes while people are on the way (过渡规则): nothing blocks applying, running cases stay as they are."""

from contextlib import contextmanager
from datetime import timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.handling.cases.commands import drafting, receiving
from tongban.handling.cases.commands.lodging import lodge
from tongban.handling.cases.commands.steps import option_of
from tongban.handling.cases.models import Case
from tongban.handling.cases.queries.filling import filling
from tongban.handling.cases.rules.list_news import LONGEST, list_news
from tongban.handling.cases.rules.telling import shortfalls
from tongban.handling.cases.subscribers import tell_of_list_change
from tongban.registers.catalog import queries
from tongban.registers.catalog.commands import cancel, publish, resume, suspend
from tongban.registers.catalog.item import VersionNote
from tongban.registers.catalog.lifecycle import ListState
from tongban.registers.catalog.models import ImplementationList
from tongban.registers.catalog.standing import Cancelled, Suspended

from .applying import ANSWERS, FORM, MONDAY, food_code, restaurant
from .driving import after, day, food_document, food_option, fresh, received
from .test_pinned import CHANGES


@pytest.fixture(autouse=True)
def nothing_is_remembered():
    queries.forget()
    yield
    queries.forget()


@pytest.fixture
def liqiang(cast):
    return cast("liqiang")


@pytest.fixture
def draft(liqiang):
    return drafting.begin_draft(food_code(), by=liqiang, at=MONDAY, answers=ANSWERS)


def food_list():
    return ImplementationList.objects.get(code=food_code()[:31])


def note(**more):
    return VersionNote(effective_on=MONDAY.date(), reason="机构改革", legal_source="样例文件", **more)


def changed(*, drafts_until_on=None, **elements):
    whole = food_document()
    option = msgspec.structs.replace(whole.options["01"], **elements)
    item = msgspec.structs.replace(
        whole, version=note(drafts_until_on=drafts_until_on), options={**whole.options, "01": option}
    )
    publish(item, by=SYSTEM, at=MONDAY)
    queries.forget()


@contextmanager
def refused(kind):
    with pytest.raises(kind) as caught:
        yield caught
    assert caught.value.message


@pytest.mark.req("R-022")
def test_nobody_can_apply_while_it_is_suspended_by_whatever_way(draft, liqiang, cast):
    suspend(food_list(), note(until_on=day(30)), by=SYSTEM, at=MONDAY)
    queries.forget()
    with refused(Suspended) as caught:
        drafting.begin_draft(food_code(), by=liqiang, at=after(0, 11))
    assert "暂停办理，原因：机构改革；预计2026年12月23日恢复" in caught.value.message
    for who in (liqiang, cast("wangfang")):
        with refused(Suspended):
            lodge(restaurant(liqiang, applicant=liqiang.party_id), by=who, at=after(0, 11))
    with refused(Suspended):
        drafting.submit_draft(draft, FORM, by=liqiang, at=after(0, 11))
    found = filling(draft, by=liqiang, on=day(0))
    assert isinstance(found.stands.refusal, Suspended)
    assert (found.is_ready, found.has_newer_list, found.changes) == (False, False, ())


@pytest.mark.req("R-022")
def test_what_was_filled_in_before_a_suspension_goes_on_after_it(draft, liqiang):
    suspend(food_list(), note(), by=SYSTEM, at=MONDAY)
    resume(food_list(), note(), by=SYSTEM, at=MONDAY)
    queries.forget()
    assert filling(draft, by=liqiang, on=day(0)).stands.refusal is None
    lodged = drafting.submit_draft(draft, FORM, by=liqiang, at=after(0, 11))
    assert lodged.opening.number == draft.number


@pytest.mark.req("R-002", "R-022", "R-026")
@pytest.mark.parametrize("act", [suspend, cancel])
def test_a_running_case_goes_on_when_its_list_is_suspended_or_cancelled(cast, act):
    case = received(cast)
    pinned = case.option_version_id
    act(food_list(), note(), by=SYSTEM, at=MONDAY)
    queries.forget()
    receiving.accept(fresh(case), by=cast("wangfang"), at=after(1))
    assert fresh(case).option_version_id == pinned
    assert str(fresh(case).due_on) == "2026-12-01"


@pytest.mark.req("R-022", "R-026")
def test_a_draft_of_a_cancelled_list_is_told_since_when_and_keeps_what_was_typed(draft, liqiang):
    drafting.save_form(draft, {"premises": "样例路1号"}, revision=draft.revision, at=MONDAY)
    cancel(food_list(), note(), by=SYSTEM, at=MONDAY)
    queries.forget()
    found = filling(draft, by=liqiang, on=day(0))
    assert isinstance(found.stands.refusal, Cancelled)
    assert "从2026年11月23日起取消，原因：机构改革" in found.stands.refusal.message
    assert found.form["premises"] == "样例路1号"
    drafting.save_form(draft, {"premises": "样例路2号"}, revision=draft.revision, at=MONDAY)
    with refused(Cancelled):
        drafting.submit_draft(draft, FORM, by=liqiang, at=MONDAY)


@pytest.mark.req("R-026")
@pytest.mark.parametrize("name", CHANGES)
def test_within_the_transition_an_application_may_finish_under_the_list_it_was_begun_under(draft, liqiang, name):
    changed(drafts_until_on=day(7), **CHANGES[name])
    found = filling(draft, by=liqiang, on=day(7))
    assert (found.stands.until_on, found.has_newer_list) == (day(7), False)
    assert found.option.materials == food_option().materials
    drafting.submit_draft(draft, FORM, by=liqiang, at=after(7))
    case = Case.objects.get(number=draft.number)
    assert case.option_version_id == draft.option_version_id
    assert option_of(case).promised_limit == food_option().promised_limit
    assert "lease" not in {each.code for each in shortfalls(option_of(case), case.materials.all())}


@pytest.mark.req("R-026")
def test_after_the_transition_it_follows_and_is_told_what_changed(draft, liqiang):
    changed(drafts_until_on=day(7), **CHANGES["a material more"])
    found = filling(draft, by=liqiang, on=day(8))
    assert (found.has_newer_list, found.stands.until_on) == (True, None)
    assert "新增材料“场所使用证明”" in found.changes
    with refused(drafting.ListChanged):
        drafting.submit_draft(draft, FORM, by=liqiang, at=after(8))


@pytest.mark.req("R-026")
def test_a_second_change_without_transition_ends_the_transition_of_the_first(draft, liqiang):
    changed(drafts_until_on=day(7), **CHANGES["a material more"])
    changed(**CHANGES["a shorter promise"])
    assert filling(draft, by=liqiang, on=day(1)).stands.until_on is None
    with refused(drafting.ListChanged):
        drafting.submit_draft(draft, FORM, by=liqiang, at=after(1))


@pytest.mark.req("R-026")
def test_within_the_transition_one_may_choose_the_new_list(draft, liqiang):
    changed(drafts_until_on=day(7), **CHANGES["a material less"])
    drafting.follow_newest(draft, at=after(1))
    assert filling(draft, by=liqiang, on=day(1)).stands.until_on is None
    drafting.submit_draft(draft, FORM, by=liqiang, at=after(1))
    assert Case.objects.get(number=draft.number).option_version_id == draft.option_version_id


def test_a_transition_lasts_beyond_a_cancellation_too(draft, liqiang):
    cancel(food_list(), note(drafts_until_on=day(7)), by=SYSTEM, at=MONDAY)
    queries.forget()
    with refused(Cancelled):
        drafting.begin_draft(food_code(), by=liqiang, at=after(1))
    drafting.submit_draft(draft, FORM, by=liqiang, at=MONDAY + timedelta(days=7))


def told():
    """The messages that the last publication sent."""
    entry = Entry.objects.filter(chain=f"list:{food_code()[:31]}", verb="publish").latest("seq")
    tell_of_list_change(entry)
    tell_of_list_change(entry)  # hearing it twice tells nobody twice
    return list(Outgoing.objects.filter(entry=entry, channel="message").order_by("pk"))


@pytest.mark.req("R-026")
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("a material more", "新增材料“场所使用证明”"),
        ("a material less", "不再要材料"),
        ("a shorter promise", "由5个工作日改为2个工作日"),
        ("a longer promise", "由5个工作日改为9个工作日"),
    ],
)
def test_whoever_fills_in_gets_a_message_of_what_changes_from_when(draft, name, words):
    changed(**CHANGES[name])
    [sent] = told()
    assert sent.address == f"party:{draft.owner_id}"
    assert (sent.payload["case"], sent.payload["verb"]) == (draft.number, "list_changed")
    assert words in sent.payload["text"]
    assert "2026年11月23日起" in sent.payload["text"]
    assert "提交前请先看一眼改了什么" in sent.payload["text"]


@pytest.mark.req("R-026")
def test_the_message_says_until_when_the_old_list_holds_and_what_is_suspended_or_cancelled(draft):
    changed(drafts_until_on=day(7), **CHANGES["a material more"])
    assert "2026年11月30日以前可以按原清单提交" in told()[0].payload["text"]
    suspend(food_list(), note(), by=SYSTEM, at=MONDAY)
    assert "暂停办理，原因：机构改革。您没有提交的申请会保留" in told()[0].payload["text"]
    cancel(food_list(), note(), by=SYSTEM, at=MONDAY)
    assert "取消，原因：机构改革。您没有提交的申请不能再提交" in told()[0].payload["text"]


@pytest.mark.req("R-026")
def test_nobody_is_told_of_what_asks_nothing_of_them(draft):
    changed(everyday_words=("样例说法",))
    assert told() == []
    founding = Entry.objects.filter(chain=f"list:{food_code()[:31]}", verb="publish").earliest("seq")
    tell_of_list_change(founding)
    assert not Outgoing.objects.filter(entry=founding, channel="message").exists()


@given(st.lists(st.text(max_size=200), max_size=9), st.text(max_size=600), st.sampled_from(ListState))
def test_a_message_is_never_too_long_and_always_says_what_becomes_of_the_application(changes, reason, state):
    text = list_news("样例", state=state, effective_on=day(0), until=None, changes=changes, reason=reason)
    assert len(text) <= LONGEST
    assert not text or "您没有提交的申请" in text

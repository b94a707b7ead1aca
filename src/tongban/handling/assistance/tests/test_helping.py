"""Online help: asked, taken, talked through, handed over, ended; measured; nothing is written by helpers."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import Invalid, NotFound, NotNow, NotYours, Stale
from tongban.foundation.ledger.models import Entry
from tongban.handling.assistance.commands import asking, helping, talking
from tongban.handling.assistance.models import Assistance, Message
from tongban.handling.assistance.queries.figures import response_since
from tongban.handling.assistance.queries.sessions import (
    assistance_for,
    beside,
    other_helpers,
    queue,
    talk_of,
    visible_to,
)
from tongban.handling.assistance.queries.sharing import shared_form
from tongban.handling.assistance.rules.flow import FLOW
from tongban.handling.assistance.rules.policy import HelpPolicy
from tongban.handling.assistance.rules.states import AssistanceStatus
from tongban.handling.cases.models import Draft
from tongban.handling.cases.queries.drafts import form_of
from tongban.handling.cases.tests.applying import MONDAY, food_code

pytestmark = pytest.mark.req("R-091")
LATER = MONDAY + timedelta(minutes=3)
Cast = Callable[..., Actor]
Asked = Callable[..., Assistance]


def test_the_whole_way_is_on_record_and_the_first_response_is_measured(
    taken: Assistance, liqiang: Actor, wangfang: Actor
):
    talking.say(taken, words="写实际经营的面积。", by=wangfang, at=LATER)
    talking.say(taken, words="明白了。", by=liqiang, at=LATER)
    helping.end(taken, result="solved", by=wangfang, at=LATER)
    assert taken.state is AssistanceStatus.ENDED
    acts = list(Entry.objects.filter(chain=taken.chain).order_by("seq").values_list("verb", flat=True))
    said = list(Entry.objects.filter(chain=taken.talk).order_by("seq"))
    assert acts == ["share", "take", "end"]
    assert [each.verb for each in said] == ["ask", "say", "say", "say"]
    assert said[2].facts["first_response_seconds"] == 180
    told = response_since(MONDAY - timedelta(days=1))
    assert (told.asked, told.answered, told.median_seconds, told.in_time) == (1, 1, 180, 1)


def test_a_late_first_response_is_not_in_time(taken: Assistance, wangfang: Actor):
    talking.say(taken, words="来了。", by=wangfang, at=MONDAY + timedelta(minutes=6))
    talking.say(taken, words="还在吗？", by=wangfang, at=MONDAY + timedelta(minutes=9))
    told = response_since(MONDAY - timedelta(days=1))
    assert (told.median_seconds, told.in_time, told.share) == (360, 0, 0), "the second word changes nothing"


def test_what_is_said_stands_in_no_row_and_no_entry_in_the_clear(taken: Assistance, wangfang: Actor, liqiang: Actor):
    secret = "我的电话是13893700017"
    talking.say(taken, words=secret, by=liqiang, at=LATER)
    row = Message.objects.order_by("-pk")[0]
    assert secret.encode() not in bytes(row.text_sealed)
    entries = Entry.objects.filter(chain__in=[taken.chain, taken.talk])
    assert all("13893700017" not in str(each.facts) for each in entries)
    assert talk_of(taken)[-1].text == secret


@pytest.mark.parametrize("words", ["", "  ", "字" * 501, "\x00"])
def test_what_cannot_be_kept_is_told(taken: Assistance, wangfang: Actor, words: str):
    with pytest.raises(Invalid):
        talking.say(taken, words=words, by=wangfang, at=LATER)


def test_markup_is_taken_out(taken: Assistance, wangfang: Actor):
    talking.say(taken, words="<b>请看</b><script>x()</script>这里", by=wangfang, at=LATER)
    assert talk_of(taken)[-1].text == "请看x()这里"


def test_a_helper_sees_the_form_masked_with_consent_and_on_record(taken: Assistance, wangfang: Actor):
    form = shared_form(taken, by=wangfang, at=LATER)
    assert form is not None
    shown = " ".join(each.value for _, spots in form.parts for each in spots)
    sealed = form_of(Draft.objects.get(number=taken.draft_number))
    numbers = [str(value) for value in sealed.values() if str(value).isdigit() and len(str(value)) >= 11]
    assert numbers
    assert all(each not in shown for each in numbers)
    assert "李强" not in shown
    assert "明月餐饮" in shown
    shared_form(taken, by=wangfang, at=LATER)
    assert Entry.objects.filter(chain=f"reads:{wangfang.ref}", facts__subject=taken.chain).count() == 1


def test_consent_taken_back_is_gone_at_once(taken: Assistance, wangfang: Actor, liqiang: Actor):
    asking.stop_sharing(taken, by=liqiang, at=LATER)
    again = assistance_for(wangfang, taken.code)
    assert shared_form(again, by=wangfang, at=LATER) is None
    with pytest.raises(NotNow):
        talking.point(again, spot="form:area", words="这里", by=wangfang, at=LATER)
    with pytest.raises(NotNow):
        talking.suggest(again, spot="form:operator_name", value="x", by=wangfang, at=LATER)


def test_without_consent_nothing_is_shared_from_the_start(asked: Asked, wangfang: Actor):
    session = asked(wants_sharing=False)
    helping.take(session, by=wangfang, at=LATER)
    assert shared_form(session, by=wangfang, at=LATER) is None


def test_a_finger_on_a_field_reaches_the_applicants_own_page(taken: Assistance, wangfang: Actor, liqiang: Actor):
    talking.point(taken, spot="form:operator_name", words="写招牌上的名字", by=wangfang, at=LATER)
    here = beside(liqiang, taken.draft_number)
    assert here is not None
    assert here.pointed is not None
    assert (here.pointed.spot, here.pointed.text) == ("form:operator_name", "写招牌上的名字")
    assert beside(liqiang, "62020026999999999") is None


def test_a_proposal_changes_nothing_until_the_applicant_accepts_it(taken: Assistance, wangfang: Actor, liqiang: Actor):
    line = talking.suggest(taken, spot="form:operator_name", value="明月小馆", by=wangfang, at=LATER)
    draft = Draft.objects.get(number=taken.draft_number)
    assert form_of(draft)["operator_name"] == "明月餐饮"
    with pytest.raises(NotYours):
        talking.accept_suggestion(taken, line.pk, by=wangfang, at=LATER)
    talking.accept_suggestion(taken, line.pk, by=liqiang, at=LATER)
    talking.accept_suggestion(taken, line.pk, by=liqiang, at=LATER)
    draft.refresh_from_db()
    assert form_of(draft)["operator_name"] == "明月小馆"
    assert Entry.objects.filter(chain=taken.talk, verb="accept_suggestion").count() == 1


def test_a_declined_proposal_leaves_the_draft(taken: Assistance, wangfang: Actor, liqiang: Actor):
    line = talking.suggest(taken, spot="form:operator_name", value="明月小馆", by=wangfang, at=LATER)
    talking.decline_suggestion(taken, line.pk, by=liqiang, at=LATER)
    assert form_of(Draft.objects.get(number=taken.draft_number))["operator_name"] == "明月餐饮"
    assert talk_of(taken)[-1].reply.label == "没有改"


def test_no_act_of_a_helper_moves_the_draft(taken: Assistance, wangfang: Actor, cast: Cast):
    """Whatever a helper may take, the draft stays: its revision, its form, its answers, its materials."""
    before = Draft.objects.filter(number=taken.draft_number).values().get()
    talking.say(taken, words="在的。", by=wangfang, at=LATER)
    talking.point(taken, spot="form:operator_name", words="这里", by=wangfang, at=LATER)
    talking.suggest(taken, spot="form:operator_name", value="别的名字", by=wangfang, at=LATER)
    helping.hand_over(taken, to="JY0002", by=wangfang, at=LATER)
    helping.end(taken, result="other", by=wangfang, at=LATER)
    assert Draft.objects.filter(number=taken.draft_number).values().get() == before
    writes = {"accept_suggestion", "decline_suggestion", "share", "stop_sharing", "withdraw"}
    assert {each.verb for each in FLOW if each.by == frozenset({Role.APPLICANT})} == writes


def test_of_two_who_take_it_one_does(asked: Asked, wangfang: Actor, cast: Cast):
    first = asked()
    second = Assistance.objects.get(pk=first.pk)
    helping.take(first, by=wangfang, at=LATER)
    with pytest.raises(Stale):
        helping.take(second, by=cast("limin"), at=LATER)


def test_a_hand_over_needs_the_other_one_and_new_consent(
    taken: Assistance, wangfang: Actor, liqiang: Actor, cast: Cast
):
    limin = cast("limin")
    number = next(each.number for each in other_helpers(wangfang) if each.pk == limin.staff_id)
    with pytest.raises(NotYours):
        helping.take_over(taken, by=limin, at=LATER)
    helping.hand_over(taken, to=number, by=wangfang, at=LATER)
    assert shared_form(taken, by=wangfang, at=LATER) is not None, "until it is accepted the first one helps"
    helping.take_over(assistance_for(limin, taken.code), by=limin, at=LATER)
    with pytest.raises(NotFound):
        assistance_for(wangfang, taken.code)
    now_with = assistance_for(limin, taken.code)
    assert shared_form(now_with, by=limin, at=LATER) is None
    asking.share(assistance_for(liqiang, taken.code), by=liqiang, at=LATER)
    assert shared_form(assistance_for(limin, taken.code), by=limin, at=LATER) is not None


def test_who_sees_which_request(taken: Assistance, cast: Cast):
    sees = {
        login: visible_to(cast(login)).filter(pk=taken.pk).exists()
        for login in (
            "liqiang",
            "zhouyou",
            "maxiuying",
            "wangfang",
            "limin",
            "zhaomin",
            "chenli",
            "zhengyawen",
            "wutao",
        )
    }
    assert [login for login, does in sees.items() if does] == ["liqiang", "wangfang"]


def test_strangers_neither_talk_nor_end(taken: Assistance, cast: Cast):
    for login in ("limin", "zhouyou", "zhaomin"):
        with pytest.raises(NotYours):
            talking.say(taken, words="你好", by=cast(login), at=LATER)
        with pytest.raises(NotYours):
            helping.end(taken, result="solved", by=cast(login), at=LATER)
    with pytest.raises(NotYours):
        shared_form(taken, by=cast("limin"), at=LATER)


def test_a_post_that_the_city_names_helps_too(cast: Cast):
    zhaomin = cast("zhaomin")
    assert not HelpPolicy().is_helper(zhaomin)
    assert HelpPolicy(frozenset({zhaomin.post})).is_helper(zhaomin)
    assert not HelpPolicy(frozenset({cast("chenli").post})).is_helper(cast("chenli"))


def test_one_is_open_at_a_time_and_the_queue_is_in_order(asked: Asked, wangfang: Actor, liqiang: Actor, cast: Cast):
    first = asked()
    with pytest.raises(asking.AlreadyAsked):
        asked()
    other = asking.ask(food_code(), words="在哪办？", wants_sharing=True, by=cast("zhouyou"), at=LATER)
    assert other.shared_at is None, "without a draft there is nothing to share"
    assert [each.pk for each in queue(wangfang, size=9)] == [first.pk, other.pk]
    asking.withdraw(first, by=liqiang, at=LATER)
    assert [each.pk for each in queue(wangfang, size=9)] == [other.pk]
    with pytest.raises(IntegrityError), transaction.atomic():
        Assistance.objects.filter(pk=other.pk).update(status="ended")


def test_another_ones_draft_cannot_be_asked_about(asked: Asked, draft: Draft, cast: Cast):
    with pytest.raises(NotFound):
        asking.ask(
            food_code(), words="帮我", draft_number=draft.number, wants_sharing=True, by=cast("zhouyou"), at=LATER
        )

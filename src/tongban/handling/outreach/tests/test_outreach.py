"""Help in person (上门帮办): asked by three ways, arranged for two who are free, on whose behalf, and the result."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import Invalid, NotFound, NotNow, NotYours, TooMany
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.handling.cases.commands.wording import AsksUnlisted
from tongban.handling.cases.tests.applying import MONDAY, food_code, lodged
from tongban.handling.outreach.commands import acting, arranging
from tongban.handling.outreach.commands.acting import NoMandate
from tongban.handling.outreach.commands.arranging import Plan
from tongban.handling.outreach.commands.asking import MOST_OPEN, ask
from tongban.handling.outreach.models import Outreach
from tongban.handling.outreach.queries.requests import (
    Door,
    Wanted,
    helpers,
    is_late,
    request_for,
    requests,
    route,
    told,
    visible_to,
)
from tongban.handling.outreach.queries.touched import OpenOutreach
from tongban.handling.outreach.rules.asking import Asked
from tongban.handling.outreach.rules.routing import in_order

Cast = Callable[..., Actor]
DAY = MONDAY.date()
HOME = Asked(
    kind="home",
    channel="web",
    name="马秀英",
    phone="13993700000",
    address="雄关街道样例路1号2单元301",
    needs=("elder", "ill"),
    note="耳朵背，请大声敲门",
    wanted_on=DAY + timedelta(days=1),
    wanted_slot="am1",
)
TOMORROW = Plan(on=DAY + timedelta(days=1), slot="am1", helper="", companion="")


@pytest.fixture
def maxiuying(cast: Cast) -> Actor:
    return cast("maxiuying")


@pytest.fixture
def wangfang(cast: Cast) -> Actor:
    return cast("wangfang")


def numbers(by: Actor) -> tuple[str, str]:
    """The work numbers of this clerk and of another who may go along."""
    found = helpers(on=DAY)
    mine = next(each for each in found if each.pk == by.staff_id)
    return mine.number, next(each.number for each in found if each.pk != by.staff_id)


def arranged(asked: Outreach, by: Actor, **changes: Any) -> Outreach:
    first, second = numbers(by)
    plan = replace(TOMORROW, helper=first, companion=second, **changes)
    arranging.arrange(asked, plan, by=by, at=MONDAY)
    return Outreach.objects.get(pk=asked.pk)


@pytest.mark.django_db
@pytest.mark.req("R-167")
def test_online_by_phone_and_at_the_window_it_is_one_request(cast, maxiuying, wangfang):
    online = ask(replace(HOME, option_code=food_code()), by=maxiuying, at=MONDAY)
    called = ask(replace(HOME, channel="phone", asked_by="family"), by=wangfang, at=MONDAY)
    assert (online.status, called.status) == ("asked", "asked")
    assert online.party_id == maxiuying.party_id
    assert called.party_id is None
    assert (online.name_masked, "样例路" in online.address_masked) == ("马*英", False)
    assert told(online).address == HOME.address
    facts = Entry.objects.get(chain=online.chain).facts
    assert "马秀英" not in str(facts)
    assert HOME.phone not in str(facts)
    assert facts["needs"] == ["elder", "ill"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"kind": "x"}, "/kind"),
        ({"needs": ()}, "/needs"),
        ({"needs": ("x",)}, "/needs"),
        ({"name": " "}, "/name"),
        ({"phone": "12"}, "/phone"),
        ({"address": ""}, "/address"),
        ({"wanted_on": None}, "/wanted_on"),
        ({"wanted_on": DAY - timedelta(days=1)}, "/wanted_on"),
        ({"wanted_on": DAY + timedelta(days=5)}, "/wanted_on"),
        ({"wanted_on": DAY + timedelta(days=60)}, "/wanted_on"),
        ({"wanted_slot": "night"}, "/wanted_slot"),
        ({"note": "长" * 301}, "/note"),
    ],
)
def test_what_is_missing_is_told_with_its_field(maxiuying, change, pointer):
    with pytest.raises(Invalid) as refusal:
        ask(replace(HOME, **change), by=maxiuying, at=MONDAY)
    assert [each.pointer for each in refusal.value.faults] == [pointer]


@pytest.mark.django_db
def test_the_green_channel_needs_no_address_and_nobody_else_may_ask(maxiuying, cast):
    assert ask(replace(HOME, kind="green", address=""), by=maxiuying, at=MONDAY).address_sealed == b""
    with pytest.raises(NotYours):
        ask(HOME, by=cast("zhaomin"), at=MONDAY)


@pytest.mark.django_db
def test_five_may_be_open_at_once(maxiuying):
    for _ in range(MOST_OPEN):
        ask(HOME, by=maxiuying, at=MONDAY)
    with pytest.raises(TooMany):
        ask(HOME, by=maxiuying, at=MONDAY)


@pytest.mark.django_db
@pytest.mark.req("R-167")
def test_two_go_to_a_door_and_the_person_is_told_who_comes_when(maxiuying, wangfang):
    asked = ask(HOME, by=maxiuying, at=MONDAY)
    first, second = numbers(wangfang)
    with pytest.raises(Invalid, match="改一下") as refusal:
        arranging.arrange(asked, replace(TOMORROW, helper=first), by=wangfang, at=MONDAY)
    assert [each.code for each in refusal.value.faults] == ["two"]
    arranged(asked, wangfang)
    message = Outgoing.objects.filter(channel="message", address=f"party:{maxiuying.party_id}").latest("pk")
    for words in ("王芳", first, "上午09:00至10:30", "到家里来"):
        assert words in message.payload["text"]
    seen = request_for(maxiuying, asked.code)
    assert seen.helper is not None
    assert (seen.status, seen.visit_on, seen.helper.number) == ("arranged", TOMORROW.on, first)
    assert second != first


@pytest.mark.django_db
@pytest.mark.req("R-167")
def test_nobody_is_at_two_doors_in_one_slot(maxiuying, wangfang):
    one, other = (ask(HOME, by=maxiuying, at=MONDAY) for _ in range(2))
    arranged(one, wangfang)
    with pytest.raises(Invalid) as refusal:
        arranged(other, wangfang)
    assert "已经安排了别家" in refusal.value.faults[0].message
    assert arranged(other, wangfang, slot="am2").slot == "am2"


@pytest.mark.django_db
def test_a_change_has_a_reason_and_a_missed_visit_waits_again(maxiuying, wangfang):
    request = arranged(ask(HOME, by=maxiuying, at=MONDAY), wangfang)
    with pytest.raises(Invalid):
        arranged(request, wangfang, slot="pm1")
    request = arranged(request, wangfang, slot="pm1", reason="上午停电")
    assert "上午停电" in Outgoing.objects.filter(channel="message").latest("pk").payload["text"]
    arranging.miss(request, reason="敲门没有人，电话也没接", by=wangfang, at=MONDAY)
    request.refresh_from_db()
    assert (request.status, request.visit_on) == ("asked", None)
    assert is_late(request, on=DAY + timedelta(days=2))
    assert not is_late(request, on=DAY + timedelta(days=1))


@pytest.mark.django_db
@pytest.mark.req("R-072", "R-168")
def test_a_helper_acts_for_a_person_only_within_a_signed_limited_mandate(cast, maxiuying, wangfang):
    request = arranged(ask(replace(HOME, kind="agent", option_code=food_code()), by=maxiuying, at=MONDAY), wangfang)
    with pytest.raises(NoMandate):
        acting.act_for(request, words="代交申请表", by=wangfang, at=MONDAY)
    with pytest.raises(Invalid):
        acting.sign_mandate(request, until=DAY + timedelta(days=31), by=maxiuying, at=MONDAY)
    acting.sign_mandate(request, until=DAY + timedelta(days=2), by=maxiuying, at=MONDAY)
    acting.act_for(request, words="代交申请表", by=wangfang, at=MONDAY)
    entry = Entry.objects.filter(chain=request.chain, verb="act_for").get()
    assert entry.facts == {"words": "代交申请表", "is_on_behalf": True}
    assert "替您办了一步" in Outgoing.objects.filter(channel="message").latest("pk").payload["text"]
    after = MONDAY + timedelta(days=3)
    with pytest.raises(NoMandate):
        acting.act_for(request, words="代领结果", by=wangfang, at=after)
    with pytest.raises(NoMandate):
        acting.act_for(request, words="代领结果", by=_other(wangfang), at=MONDAY)
    assert acting.reveal(request, by=wangfang, at=MONDAY).name == "马秀英"
    with pytest.raises(NoMandate, match="不再给看"):
        acting.reveal(request, by=wangfang, at=after)
    (door_of_day,) = route(wangfang.staff_id or 0, on=DAY + timedelta(days=1), is_told=True)
    assert door_of_day.told is not None
    Outreach.objects.filter(pk=request.pk).update(mandate_ended_at=MONDAY)
    (door_of_day,) = route(wangfang.staff_id or 0, on=DAY + timedelta(days=1), is_told=True)
    assert door_of_day.told is None


def _other(by: Actor) -> Actor:
    """A colleague at the same windows."""
    other = next(each for each in helpers(on=DAY) if each.pk != by.staff_id)
    return replace(by, staff_id=other.pk, name=other.name)


@pytest.mark.django_db
@pytest.mark.req("R-072", "R-168")
def test_a_mandate_taken_back_is_over_at_once(maxiuying, wangfang):
    request = arranged(ask(HOME, by=maxiuying, at=MONDAY), wangfang)
    acting.sign_mandate(request, until=DAY, by=wangfang, at=MONDAY)
    assert request.mandate_way == "paper"
    with pytest.raises(NotNow):
        acting.sign_mandate(request, until=DAY, by=maxiuying, at=MONDAY)
    acting.end_mandate(request, by=maxiuying, at=MONDAY)
    with pytest.raises(NoMandate):
        acting.act_for(request, words="代交申请表", by=wangfang, at=MONDAY)
    with pytest.raises(NotNow):
        acting.end_mandate(request, by=maxiuying, at=MONDAY)


@pytest.mark.django_db
@pytest.mark.req("R-072")
def test_who_once_asked_for_somebody_signs_nothing_when_their_power_is_over(cast, maxiuying, wangfang):
    son = cast("liqiang")
    acting_son = replace(son, acting_for=maxiuying.party_id)
    asked = arranged(ask(replace(HOME, asked_by="family"), by=acting_son, at=MONDAY), wangfang)
    with pytest.raises(NotYours):
        acting.sign_mandate(asked, until=DAY, by=son, at=MONDAY)
    acting.sign_mandate(asked, until=DAY, by=acting_son, at=MONDAY)
    with pytest.raises(NotYours):
        acting.end_mandate(asked, by=son, at=MONDAY)
    acting.end_mandate(asked, by=maxiuying, at=MONDAY)


@pytest.mark.django_db
def test_a_window_writes_down_where_it_came_from_and_the_web_is_the_persons_own(maxiuying, wangfang):
    for said, by in ((HOME, wangfang), (replace(HOME, channel="phone"), maxiuying)):
        with pytest.raises(Invalid) as refusal:
            ask(said, by=by, at=MONDAY)
        assert [each.pointer for each in refusal.value.faults] == ["/channel"]


@pytest.mark.django_db
@pytest.mark.req("R-072")
def test_another_helper_has_no_mandate_of_the_one_before(maxiuying, wangfang):
    request = arranged(ask(HOME, by=maxiuying, at=MONDAY), wangfang)
    acting.sign_mandate(request, until=DAY + timedelta(days=5), by=maxiuying, at=MONDAY)
    first, second = numbers(wangfang)
    plan = replace(TOMORROW, helper=second, companion=first, reason="王芳请假")
    arranging.arrange(request, plan, by=wangfang, at=MONDAY)
    request.refresh_from_db()
    assert not request.is_mandated(DAY)


@pytest.mark.django_db
@pytest.mark.req("R-072", "R-167")
def test_it_ends_with_a_result_by_who_went(cast, maxiuying, wangfang):
    request = arranged(ask(replace(HOME, option_code=food_code()), by=maxiuying, at=MONDAY), wangfang)
    given_by: dict[str, Any] = {"by": wangfang, "at": MONDAY}
    with pytest.raises(Invalid):
        acting.finish(request, result="case_begun", words="收件了", case_number="", **given_by)
    with pytest.raises(Invalid):
        acting.finish(request, result="settled", words=" ", case_number="", **given_by)
    more = "还要到窗口办，请再提供居住证明。"
    with pytest.raises(AsksUnlisted):
        acting.finish(request, result="to_window", words=more, case_number="", **given_by)
    number = lodged(cast("liqiang"))[1].number
    acting.finish(request, result="case_begun", words="当场收件，没有缺的", case_number=number, **given_by)
    request.refresh_from_db()
    assert (request.status, request.case_number) == ("done", number)
    with pytest.raises(NotNow):
        acting.cancel(request, reason="", by=maxiuying, at=MONDAY)


@pytest.mark.django_db
def test_who_asked_may_cancel_and_staff_say_why(maxiuying, wangfang):
    one, other = (ask(HOME, by=maxiuying, at=MONDAY) for _ in range(2))
    acting.cancel(one, reason="", by=maxiuying, at=MONDAY)
    with pytest.raises(Invalid):
        acting.cancel(other, reason="", by=wangfang, at=MONDAY)
    acting.cancel(other, reason="本人说不用了", by=wangfang, at=MONDAY)
    assert set(Outreach.objects.values_list("status", flat=True)) == {"cancelled"}


@pytest.mark.django_db
def test_nobody_else_sees_it_and_the_list_narrows(cast, maxiuying, wangfang):
    home = ask(HOME, by=maxiuying, at=MONDAY)
    green = ask(replace(HOME, kind="green", option_code=food_code()), by=maxiuying, at=MONDAY)
    for stranger in ("zhouyou", "zhaomin"):
        assert not visible_to(cast(stranger)).exists()
        with pytest.raises(NotFound):
            request_for(cast(stranger), home.code)
    assert {each.pk for each in requests(wangfang, Wanted(), size=9)} == {home.pk, green.pk}
    assert [each.pk for each in requests(wangfang, Wanted(kind="green"), size=9)] == [green.pk]
    assert [each.pk for each in requests(wangfang, Wanted(text="食品"), size=9)] == [green.pk]
    arranged(home, wangfang)
    assert [each.pk for each in requests(wangfang, Wanted(helper=wangfang.staff_id), size=9)] == [home.pk]
    assert [each.pk for each in requests(wangfang, Wanted(status="asked"), size=9)] == [green.pk]
    assert {each.pk for each in requests(cast("zhengyawen"), Wanted(on=HOME.wanted_on), size=9)} == {home.pk, green.pk}


@pytest.mark.django_db
@pytest.mark.req("R-167")
def test_the_route_of_a_day_follows_the_slots_and_the_streets(maxiuying, wangfang, django_assert_num_queries):
    for slot, address in (("pm1", "新华路9号"), ("am2", "样例路2号"), ("am1", "和诚路3号")):
        arranged(ask(replace(HOME, address=address), by=maxiuying, at=MONDAY), wangfang, slot=slot)
    assert TOMORROW.on is not None
    with django_assert_num_queries(1):
        doors = route(wangfang.staff_id or 0, on=TOMORROW.on, is_told=False)
    assert [each.begins for each in doors] == ["09:00", "10:30", "14:30"]
    assert all(each.told is None for each in doors)
    [first, *_] = route(wangfang.staff_id or 0, on=TOMORROW.on, is_told=True)
    assert first.told is not None
    assert first.told.address == "和诚路3号"


@pytest.mark.django_db
def test_what_is_sealed_is_shown_to_who_goes_and_that_is_on_record(maxiuying, wangfang):
    request = arranged(ask(HOME, by=maxiuying, at=MONDAY), wangfang)
    assert acting.reveal(request, by=wangfang, at=MONDAY).phone == HOME.phone
    assert Entry.objects.filter(verb="read", by_ref=wangfang.ref).exists()
    acting.finish(request, result="settled", words="当场讲清楚了", case_number="", by=wangfang, at=MONDAY)
    with pytest.raises(NotNow, match="不再给看"):
        acting.reveal(request, by=wangfang, at=MONDAY)


def door(key: int, begins: str, place: int | None, street: str) -> Door:
    return Door(Outreach(pk=key, place_in_route=place), begins, begins, street, None)


@pytest.mark.req("R-167")
@settings(deadline=None)
@given(
    st.lists(
        st.builds(
            door,
            st.integers(1, 99),
            st.sampled_from(["09:00", "10:30", "14:30"]),
            st.none() | st.integers(1, 9),
            st.sampled_from(["样例路1号", "和诚路3号", "新华路9号"]),
        ),
        max_size=8,
        unique_by=lambda each: each.key,
    )
)
def test_a_route_is_in_time_and_where_somebody_put_it(doors):
    found = in_order(doors)
    assert sorted(each.key for each in found) == sorted(each.key for each in doors)
    assert [each.begins for each in found] == sorted(each.begins for each in doors)
    for slot in {each.begins for each in found}:
        within = [each for each in found if each.begins == slot]
        placed = [each.place for each in within if each.place is not None]
        assert placed == sorted(placed)
        streets = [each.street for each in within if each.place is None]
        assert streets == sorted(streets)


@pytest.mark.django_db
@pytest.mark.req("R-026")
def test_open_requests_for_a_matter_are_seen_before_its_list_is_published(maxiuying, wangfang):
    codes = [food_code()]
    asked = ask(replace(HOME, option_code=food_code()), by=maxiuying, at=MONDAY)
    found = OpenOutreach()
    assert found.count(codes, at=MONDAY) == 1
    [row] = found.page(codes, at=MONDAY)
    assert (row.number, row.state) == (asked.number, "等安排")
    assert "马" not in repr(row)
    arranged(asked, wangfang)
    assert [each.state for each in found.page(codes, at=MONDAY)] == ["已安排"]
    assert found.page(codes, at=MONDAY, after=row.key) == []
    assert found.count([], at=MONDAY) == 0

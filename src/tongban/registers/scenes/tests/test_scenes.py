"""Scenes of codes (用码场景): never more than registered, off means off, and the ledger of the six fields."""

from datetime import date, datetime, timedelta

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st
from yaml import safe_load

from tongban.foundation.kernel.actors import SYSTEM, Actor, Role
from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.errors import Invalid, NotNow, NotYours
from tongban.foundation.ledger.models import Entry
from tongban.registers.codes.commands import agree, look, refuse, show
from tongban.registers.codes.models import Scan
from tongban.registers.codes.ports import PHONE_TO_PHONE, WINDOW, OwnScenes, SceneUnknown
from tongban.registers.codes.queries import code_now
from tongban.registers.codes.rules.scopes import FIELDS, Scope
from tongban.registers.scenes.commands import load_scenes, open_scene, scan_in, switch_off, switch_on
from tongban.registers.scenes.models import Scene
from tongban.registers.scenes.queries import RegisteredScenes, coverage, scene_with_key, scenes, uses, uses_by_verifier
from tongban.registers.scenes.rules.retention import is_past, kept_until
from tongban.registers.scenes.rules.scopes import BeyondScope, NoTerminal, narrowed
from tongban.registers.scenes.rules.states import Domain, Status

AT = datetime(2026, 11, 23, 10, 0, tzinfo=LOCAL)
HOSPITAL, BUS = "hospital-registration", "bus-ride"


def terminal(key: str) -> Actor:
    name = f"scene-{key}"
    return Actor(name=name, roles=frozenset({Role.APPLICANT}), client=name, channel="api")


@pytest.fixture
def holder(cast):
    return cast("liqiang")


@pytest.fixture
def keeper(cast):
    return cast("tianhui")


def shown(holder, at=AT):
    return code_now(show(by=holder, at=at), at=at).text


@pytest.mark.req("R-156")
@given(st.sets(st.sampled_from(sorted(FIELDS)), min_size=1), st.sets(st.sampled_from(sorted(FIELDS))))
def test_no_request_goes_beyond_the_scope(claims: set[str], wanted: set[str]) -> None:
    scope = Scope(tuple(sorted(claims)), "用途", "谁", "场景")
    if wanted <= claims:
        assert set(narrowed(scope, wanted).claims) == wanted
    else:
        with pytest.raises(BeyondScope):
            narrowed(scope, wanted)
    assert narrowed(scope, None) == scope


@pytest.mark.req("R-156")
@pytest.mark.django_db
def test_a_scene_cannot_ask_more_than_it_is_registered_for(holder) -> None:
    code = shown(holder)
    with pytest.raises(BeyondScope):
        scan_in(HOSPITAL, code, wanted=["name", "address"], by=terminal(HOSPITAL), at=AT)
    assert not Scan.objects.exists()
    made = scan_in(HOSPITAL, code, wanted=["name"], by=terminal(HOSPITAL), at=AT)  # the code was not used up
    assert made.claims == ["name"]
    with pytest.raises(Invalid):
        agree(made, claims=["name", "phone"], by=holder, at=AT)


@pytest.mark.req("R-156")
@pytest.mark.django_db
def test_a_scene_gives_verifier_purpose_claims_and_time(holder) -> None:
    made = scan_in(BUS, shown(holder), by=terminal(BUS), at=AT)
    row = scene_with_key(BUS)
    assert (made.scene, made.verifier, made.purpose) == (BUS, row.verifier, row.purpose)
    assert made.claims == ["age_at_least(65)"]
    agreed = agree(made, claims=made.claims, by=holder, at=AT)
    assert look(agreed, by=terminal(BUS), at=AT + timedelta(seconds=59)).claims[0][2] == "否"
    with pytest.raises(NotNow):
        look(agreed, by=terminal(BUS), at=AT + timedelta(minutes=row.keeps_minutes, seconds=1))


@pytest.mark.req("R-156")
@pytest.mark.django_db
def test_a_scene_that_is_off_asks_nothing_and_says_why(holder, keeper) -> None:
    code = shown(holder)
    row = switch_off(scene_with_key(HOSPITAL), reason="系统检修，发现多取了住址", by=keeper, at=AT)
    with pytest.raises(SceneUnknown):
        scan_in(HOSPITAL, code, by=terminal(HOSPITAL), at=AT)
    entry = Entry.objects.filter(chain=row.chain).latest("pk")
    assert (entry.verb, entry.to_status, entry.facts["reason"]) == ("switch_off", "off", "系统检修，发现多取了住址")
    switch_on(row, reason="已经改好", by=keeper, at=AT)
    assert scan_in(HOSPITAL, code, by=terminal(HOSPITAL), at=AT).scene == HOSPITAL


@pytest.mark.req("R-156")
@pytest.mark.django_db
def test_switching_off_ends_what_is_under_way(holder, keeper) -> None:
    asked = scan_in(HOSPITAL, shown(holder), by=terminal(HOSPITAL), at=AT)
    later = AT + timedelta(seconds=2)
    granted = agree(
        scan_in(HOSPITAL, shown(holder, later), by=terminal(HOSPITAL), at=later), claims=["name"], by=holder, at=later
    )
    bus = scan_in(BUS, shown(holder, later), by=terminal(BUS), at=later + timedelta(seconds=3))
    off = later + timedelta(seconds=5)
    row = switch_off(scene_with_key(HOSPITAL), reason="有投诉", by=keeper, at=off)
    assert Entry.objects.filter(chain=row.chain).latest("pk").facts["stopped"] == 2
    with pytest.raises(NotNow):
        agree(asked, claims=["name"], by=holder, at=off)
    granted.refresh_from_db()
    with pytest.raises(NotNow):
        look(granted, by=terminal(HOSPITAL), at=off)
    assert agree(bus, claims=bus.claims, by=holder, at=off).granted == bus.claims


@pytest.mark.django_db
def test_a_scene_may_be_switched_off_at_the_instant_of_a_scan(holder, keeper) -> None:
    asked = scan_in(HOSPITAL, shown(holder), by=terminal(HOSPITAL), at=AT)
    switch_off(scene_with_key(HOSPITAL), reason="停用", by=keeper, at=AT)
    with pytest.raises(NotNow):
        agree(asked, claims=["name"], by=holder, at=AT + timedelta(seconds=1))


@pytest.mark.req("R-156")
@given(st.dates(date(2020, 1, 1), date(2090, 1, 1)), st.integers(0, 365), st.integers(-3, 400))
def test_a_record_goes_on_the_day_after_its_last_one(used: date, days: int, since: int) -> None:
    on = used + timedelta(days=since)
    assert is_past(kept_until(used, days), on=on) == (since > days)


@pytest.mark.django_db
def test_what_is_planned_or_of_another_verifier_asks_nothing(holder) -> None:
    code = shown(holder)
    for scene, by in (("gas-account", terminal("gas-account")), (HOSPITAL, terminal(BUS)), (HOSPITAL, holder)):
        with pytest.raises(SceneUnknown):
            scan_in(scene, code, by=by, at=AT)
    with pytest.raises(SceneUnknown):
        scan_in("nowhere", code, by=SYSTEM, at=AT)


@pytest.mark.req("R-156")
@pytest.mark.django_db
def test_windows_and_people_scan_in_scenes_of_the_register_too(holder, cast, keeper) -> None:
    clerk, register = cast("wangfang"), RegisteredScenes()
    for key, by in ((WINDOW, clerk), (PHONE_TO_PHONE, holder)):
        assert register.scope_of(key, by=by, at=AT) == OwnScenes().scope_of(key, by=by, at=AT)
        switch_off(scene_with_key(key), reason="停用", by=keeper, at=AT)
        with pytest.raises(SceneUnknown):
            register.scope_of(key, by=by, at=AT)


@pytest.mark.django_db
def test_the_switch_is_in_few_hands_and_wants_a_reason(cast, keeper) -> None:
    row = scene_with_key(HOSPITAL)
    for login in ("wangfang", "liqiang", "gaoyuan"):
        with pytest.raises(NotYours):
            switch_off(row, reason="不想用", by=cast(login), at=AT)
    with pytest.raises(Invalid):
        switch_off(row, reason="  ", by=keeper, at=AT)
    supervisor = cast("zhengyawen")
    off = switch_off(row, reason="有投诉", by=supervisor, at=AT)
    with pytest.raises(NotYours):
        switch_on(off, reason="好了", by=supervisor, at=AT)
    planned = scene_with_key("gas-account")
    with pytest.raises(NoTerminal):
        open_scene(planned, reason="联调完成", by=keeper, at=AT)
    Scene.objects.filter(pk=planned.pk).update(client="scene-gas-account")
    planned.refresh_from_db()
    assert open_scene(planned, reason="联调完成", by=keeper, at=AT).status == Status.LIVE


@pytest.mark.req("R-156")
@pytest.mark.django_db
def test_uses_are_counted_without_naming_anybody(holder) -> None:
    first = scan_in(BUS, shown(holder), by=terminal(BUS), at=AT)
    agree(first, claims=first.claims, by=holder, at=AT)
    second = scan_in(BUS, shown(holder, AT + timedelta(seconds=2)), by=terminal(BUS), at=AT + timedelta(seconds=2))
    refuse(second, by=holder, at=AT + timedelta(seconds=3))
    found = uses(since=AT - timedelta(days=1), until=AT + timedelta(days=1))
    assert (found[BUS].asked, found[BUS].granted, found[BUS].refused) == (2, 1, 1)
    assert BUS not in uses(since=AT - timedelta(days=2), until=AT)
    row = scene_with_key(BUS)
    assert uses_by_verifier(row, since=AT, until=AT + timedelta(days=1)) == [(row.verifier, found[BUS])]


@pytest.mark.req("R-158")
@pytest.mark.django_db
def test_the_ledger_shows_the_six_fields_what_is_live_and_plan_dates() -> None:
    found = coverage(list(scenes()))
    assert [each.domain for each in found] == list(Domain)
    assert all(each.live for each in found), "each of the six fields has a scene in use"
    assert all(each.planned_on for field in found for each in field.planned)
    finance = found[-1]
    assert finance.next_on == date(2027, 9, 30)
    assert finance.late(date(2027, 9, 30)) == ()
    assert [each.name for each in finance.late(date(2027, 10, 1))] == ["贷款面签核对"]


@pytest.mark.django_db
def test_loading_twice_changes_nothing_and_a_scene_that_is_off_stays_off(keeper) -> None:
    rows = safe_load((settings.CITY / "scenes.yaml").read_bytes())["scenes"]
    assert load_scenes(rows, by=SYSTEM, at=AT) == 0
    switch_off(scene_with_key(HOSPITAL), reason="停用", by=keeper, at=AT)
    changed = [{**row, "retention_days": 3} if row["key"] == HOSPITAL else row for row in rows]
    assert load_scenes(changed, by=SYSTEM, at=AT) == 1
    row = scene_with_key(HOSPITAL)
    assert (row.status, row.retention_days) == ("off", 3)
    assert Entry.objects.filter(chain=row.chain).latest("pk").verb == "rescope"


@pytest.mark.django_db
def test_everything_wrong_with_a_list_is_told_at_once() -> None:
    row = safe_load((settings.CITY / "scenes.yaml").read_bytes())["scenes"][0]
    wrong = {**row, "claims": ["name", "shoe_size"], "keeps_minutes": 90, "retention_days": 4000, "purpose": " "}
    with pytest.raises(Invalid, match="登记有问题") as unusable:
        load_scenes([{**row, "client": ""}], by=SYSTEM, at=AT)
    assert len(unusable.value.faults) == 1
    with pytest.raises(Invalid) as refusal:
        load_scenes([wrong, {**row, "is_live": False}, row], by=SYSTEM, at=AT)
    assert len(refusal.value.faults) == 6
    assert Scene.objects.filter(key=HOSPITAL, keeps_minutes=10).exists()

"""Terminals looked after from afar: settings in stages and back, pins, paper, use and errors (R-136)."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import LOCAL, local_day
from tongban.foundation.kernel.errors import Invalid, NotNow, NotYours
from tongban.handling.devices.commands import (
    begin_trial,
    load_paper,
    pin,
    report_condition,
    roll_back,
    take_back_what_breaks,
    watch,
    widen,
)
from tongban.handling.devices.models import Condition, Config, Fault, Rollout
from tongban.handling.devices.queries.upkeep import standings, use_of
from tongban.handling.devices.rules.reports import Told, read_told
from tongban.handling.devices.rules.rollouts import (
    HOUSE,
    RolloutStatus,
    Sent,
    Settings,
    keeps_from_widening,
    settings_from,
    wanted,
)
from tongban.handling.devices.rules.states import Service
from tongban.handling.halls.commands.kiosks import bind, give_code, note_seen, register_kiosk
from tongban.handling.halls.models import Kiosk
from tongban.registers.agencies.models import Venue

pytestmark = pytest.mark.req("R-136")
OPEN = datetime(2026, 11, 24, 10, 0, tzinfo=LOCAL)
MINUTE = timedelta(minutes=1)
SENT = st.lists(
    st.builds(
        Sent,
        order=st.integers(1, 9),
        status=st.sampled_from([RolloutStatus.TRIAL, RolloutStatus.WHOLE]),
        trial=st.frozensets(st.integers(1, 3)),
        settings=st.builds(Settings, number=st.integers(1, 9)),
    ),
    max_size=4,
    unique_by=lambda each: each.order,
)


@given(SENT, st.integers(1, 3), st.none() | st.builds(Settings, number=st.integers(1, 9)))
@settings(max_examples=60, deadline=None)
def test_a_pin_comes_first_then_a_trial_of_its_own_then_what_all_have(
    sent: list[Sent], kiosk: int, pinned: Settings | None
) -> None:
    found = wanted(kiosk, sent, pinned)
    if pinned is not None:
        assert found == pinned
        return
    mine = [each for each in sent if each.status is RolloutStatus.TRIAL and kiosk in each.trial]
    every = [each for each in sent if each.status is RolloutStatus.WHOLE]
    last = max(mine or every, key=lambda each: each.order, default=None)
    assert found == (last.settings if last is not None else HOUSE)


def test_nothing_goes_to_all_before_one_runs_with_it_and_while_one_is_broken():
    assert "还没有一台" in keeps_from_widening([1, 2], running=[], faulty=[3])
    assert "故障" in keeps_from_widening([1, 2], running=[1], faulty=[2])
    assert keeps_from_widening([1, 2], running=[1], faulty=[3]) == ""


@given(st.dictionaries(st.sampled_from(["config", "printed", "used", "error", "x"]), st.text(max_size=30)))
@settings(max_examples=60, deadline=None)
def test_whatever_a_machine_sends_is_read_or_left_out(data: dict[str, str]) -> None:
    told = read_told(data)
    assert 0 <= told.printed <= 500
    assert told.error.isprintable()


def test_a_report_counts_what_was_used_and_printed():
    told = read_told({"config": "3", "printed": "2", "used": '{"guides":4,"own":-1,"fly":2}', "error": "坏\x00了"})
    assert told == Told(3, 2, {Service.GUIDES: 4}, "坏了")
    assert read_told({"used": "[1]", "printed": "1e9"}) == Told()


@pytest.fixture
def bureau(cast: Any) -> Actor:
    found: Actor = cast("zhengyawen")
    return found


@pytest.fixture
def pair(bureau: Actor) -> list[Kiosk]:
    """Two terminals of the city's hall, bound at ten."""
    hall, made = Venue.objects.get(key="city-center"), []
    for name in ("甲机", "乙机"):
        each = register_kiosk(name, venue=hall, by=bureau, at=OPEN)
        made.append(bind(give_code(each, by=bureau, at=OPEN), ip="10.0.0.9", at=OPEN)[0])
    return made


def tried(kiosks: list[Kiosk], by: Actor, *, notice: str = "元旦放假一天", at: datetime = OPEN) -> Rollout:
    return begin_trial(kiosks, idle_seconds=40, notice=notice, paper_low=20, by=by, at=at)


def heard(kiosk: Kiosk, at: datetime, **told: Any) -> Settings:
    """It reports, and has its settings from then on."""
    fresh = Kiosk.objects.select_related("venue__agency").get(pk=kiosk.pk)
    report_condition(fresh, Told(**({"number": settings_from(fresh.settings).number} | told)), at=at)
    return settings_from(Kiosk.objects.get(pk=kiosk.pk).settings)


@pytest.mark.django_db
def test_settings_go_to_a_few_then_to_all_and_back_but_never_to_one_that_is_pinned(pair, bureau, cast):
    first, second = pair
    with pytest.raises(Invalid) as refused:
        begin_trial([], idle_seconds=5, notice="长" * 61, paper_low=None, by=bureau, at=OPEN)
    assert [each.pointer for each in refused.value.faults] == ["/idle_seconds", "/notice", "/paper_low", "/kiosks"]
    with pytest.raises(NotYours):
        tried([first], cast("wangfang"))
    sent = tried([first], bureau)
    with pytest.raises(NotNow, match="试点"):
        tried([second], bureau)
    assert (heard(first, OPEN).number, heard(second, OPEN)) == (1, HOUSE)
    with pytest.raises(NotNow, match="还没有一台"):
        widen(sent, by=bureau, at=OPEN)
    heard(first, OPEN + MINUTE)
    widen(sent, by=bureau, at=OPEN + MINUTE)
    assert heard(second, OPEN + 2 * MINUTE).notice == "元旦放假一天"
    heard(second, OPEN + 3 * MINUTE)
    standing = standings()[0]
    assert (standing.wanted, standing.running) == (2, 2)
    later = tried([second], bureau, notice="", at=OPEN + 4 * MINUTE)
    pin(first, 1, by=bureau, at=OPEN + 4 * MINUTE)
    heard(second, OPEN + 5 * MINUTE)
    heard(second, OPEN + 6 * MINUTE)
    widen(later, by=bureau, at=OPEN + 6 * MINUTE)
    assert (heard(first, OPEN + 7 * MINUTE).number, heard(second, OPEN + 7 * MINUTE).number) == (1, 2)
    with pytest.raises(Invalid):
        roll_back(later, reason=" ", by=bureau, at=OPEN + 8 * MINUTE)
    roll_back(later, reason="提示没有了", by=bureau, at=OPEN + 8 * MINUTE)
    assert heard(second, OPEN + 9 * MINUTE).number == 1
    pin(first, None, by=bureau, at=OPEN + 9 * MINUTE)
    roll_back(sent, reason="都退回", by=bureau, at=OPEN + 9 * MINUTE)
    assert (heard(first, OPEN + 10 * MINUTE), Config.objects.count()) == (HOUSE, 2)
    with pytest.raises(Invalid):
        pin(first, 99, by=bureau, at=OPEN)


@pytest.mark.django_db
def test_a_trial_of_which_one_falls_silent_is_taken_back_by_itself(pair, bureau):
    sent = tried([pair[0]], bureau)
    heard(pair[0], OPEN)
    note_seen(pair[1], revision=1, at=OPEN + 11 * MINUTE)
    assert take_back_what_breaks(at=OPEN + MINUTE) == 0
    watch(at=OPEN + 11 * MINUTE)
    assert take_back_what_breaks(at=OPEN + 11 * MINUTE) == 1
    sent.refresh_from_db()
    assert (sent.status, sent.reason) == ("back", "试点的终端没有报到，自动退回")
    assert take_back_what_breaks(at=OPEN + 12 * MINUTE) == 0


@pytest.mark.django_db
def test_paper_that_runs_low_and_an_error_have_their_faults_and_paper_put_in_mends_its_own(pair, bureau, cast):
    kiosk = pair[0]
    heard(kiosk, OPEN, printed=30)
    assert not Fault.objects.exists(), "nobody said how much paper there was"
    with pytest.raises(NotYours):
        load_paper(kiosk, 100, by=cast("chenli"), at=OPEN)
    with pytest.raises(Invalid):
        load_paper(kiosk, 0, by=bureau, at=OPEN)
    load_paper(kiosk, 60, by=bureau, at=OPEN)
    heard(kiosk, OPEN, printed=10)
    assert not Fault.objects.exists()
    heard(kiosk, OPEN, printed=15, used={Service.GUIDES: 3}, error="x is not defined")
    heard(kiosk, OPEN, printed=1, used={Service.GUIDES: 2}, error="x is not defined")
    assert {each.kind: each.words for each in Fault.objects.all()} == {
        "paper": "还有35张纸",
        "error": "程序出错：x is not defined",
    }
    row = Condition.objects.get(kiosk=kiosk)
    assert (row.paper_left, row.printed, row.errors) == (34, 56, 2)
    assert use_of([kiosk.pk], on=local_day(OPEN)) == {kiosk.pk: {Service.GUIDES: 5}}
    load_paper(kiosk, 500, by=bureau, at=OPEN)
    assert [each.kind for each in Fault.objects.filter(closed_at__isnull=True)] == ["error"]

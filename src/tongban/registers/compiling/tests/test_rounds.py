"""The collection round of plan 二(一): nine departments, a due day, late rows marked, twins found; with any clock."""

from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.errors import Invalid, NotNow, NotYours
from tongban.foundation.ledger.models import Entry
from tongban.registers.agencies.models import Agency
from tongban.registers.compiling import commands, queries
from tongban.registers.compiling.models import Round
from tongban.registers.compiling.rules.states import Origin
from tongban.registers.compiling.rules.twins import Known, plain_name, twins

from .making import BUREAU, EDITOR, JUSTICE, OTHER_EDITOR, assert_in_the_ledger, plain

pytestmark = pytest.mark.django_db
NINE = (
    *("education", "human-resources", "medical-insurance", "health", "civil-affairs"),
    *("housing-construction", "culture-tourism", "sports", "disabled-federation"),
)
SPORTS = OTHER_EDITOR


def at(month, day):
    return datetime(2022, month, day, 10, tzinfo=LOCAL)


@pytest.fixture
def opened(cast):
    agencies = [Agency.objects.get(key=key) for key in NINE]
    return commands.open_round(
        "测试梳理",
        agencies=agencies,
        opens_on=date(2022, 10, 8),
        due_on=date(2022, 10, 31),
        by=cast(BUREAU),
        at=at(10, 8),
    )


def row(code="622033970W00", name="业余健身场地免费预约", **changes):
    return plain(
        basic_code=code, name=name, kind="public_service", field="culture_sports", is_local_feature=True, **changes
    )


@pytest.mark.req("R-012")
def test_the_city_has_the_round_of_the_nine_departments_of_the_plan():
    kept = Round.objects.get(due_on=date(2022, 10, 31))
    found = queries.progress(kept, today=date(2022, 11, 8))
    assert tuple(each.agency_key for each in found.shares) == NINE
    assert sum(each.late for each in found.shares) == 1
    assert sum(each.doubled for each in found.shares) >= 1
    assert found.handed_in >= 5


@pytest.mark.req("R-012")
def test_departments_hand_in_and_late_rows_are_marked(cast, opened):
    by = cast(SPORTS)
    first = commands.hand_in(opened, row(), by=by, at=at(10, 31))
    commands.hand_in(opened, row("622033971W00", "社区象棋比赛报名"), by=by, at=at(11, 1))
    assert (first.origin, first.due_on) == (Origin.ROUND, date(2022, 10, 31))
    with CaptureQueriesContext(connection) as seen:
        found = queries.progress(opened, today=date(2022, 11, 2))
    assert len(seen) == 2  # the rows, the members
    sports = next(each for each in found.shares if each.agency_key == "sports")
    assert [(each.name, each.is_late) for each in sports.lines] == [
        ("业余健身场地免费预约", False),
        ("社区象棋比赛报名", True),
    ]
    assert (sports.late, sports.is_overdue) == (1, False)
    assert sum(each.is_overdue for each in found.shares) == 8
    assert not any(each.is_overdue for each in queries.progress(opened, today=date(2022, 10, 31)).shares)
    assert_in_the_ledger(first)


@pytest.mark.req("R-012")
@pytest.mark.parametrize(
    ("code", "name", "how"),
    [
        ("622022001W00", "完全不同的名字", "code"),
        ("622033972W00", "体育竞赛优秀成绩奖励", "name"),
        ("622033972W00", "（体育竞赛）优秀成绩·奖励", "name"),
    ],
)
def test_what_is_in_the_catalogue_already_is_found_by_code_or_by_name(cast, opened, code, name, how):
    draft = commands.hand_in(opened, row(code, name), by=cast(SPORTS), at=at(10, 20))
    assert {each["by"] for each in draft.twins} == {how}
    shares = queries.progress(opened, today=date(2022, 10, 20)).shares
    assert next(each for each in shares if each.agency_key == "sports").doubled == 1


@pytest.mark.req("R-012")
def test_two_departments_that_hand_in_the_same_are_told(cast, opened):
    commands.hand_in(opened, row(), by=cast(SPORTS), at=at(10, 20))
    second = commands.hand_in(opened, row("622022971W00"), by=cast("mulan"), at=at(10, 21))
    assert [(each["agency"], each["where"], each["by"]) for each in second.twins] == [("市体育局", "draft", "name")]


@pytest.mark.parametrize(
    ("one", "other", "is_alike"),
    [
        ("公共体育场馆团体预约", "公共体育场馆团体预约", True),
        ("公共体育场馆团体预约", "公共体育场馆团队预约", True),
        ("公共体育场馆团体预约", "公共文化场馆团体预约", False),
        ("食品经营许可(新办)", "食品经营许可（新办）", True),
        ("老年人优待证办理", "残疾人证办理", False),
    ],
)
def test_names_are_alike_from_nine_tenths_on(one, other, is_alike):
    found = twins("620000000W00", one, [Known("620000001W00", other)], similarity=0.9)
    assert bool(found) is is_alike
    assert plain_name("食品 经营（许可）") == "食品经营许可"


def test_who_opens_closes_and_hands_in(cast, opened):
    with pytest.raises(NotYours):
        commands.close_round(opened, by=cast(JUSTICE), at=at(11, 1))
    with pytest.raises(NotYours):
        commands.hand_in(opened, row(), by=cast(EDITOR), at=at(10, 20))
    with pytest.raises(NotNow):
        commands.hand_in(opened, row(), by=cast(SPORTS), at=at(10, 7))
    commands.close_round(opened, by=cast(BUREAU), at=at(11, 5))
    for act in (
        lambda: commands.close_round(opened, by=cast(BUREAU), at=at(11, 6)),
        lambda: commands.hand_in(opened, row(), by=cast(SPORTS), at=at(11, 6)),
    ):
        with pytest.raises(NotNow):
            act()
    verbs = Entry.objects.filter(chain=f"round:{opened.pk}").order_by("seq").values_list("verb", flat=True)
    assert list(verbs) == ["open_round", "close_round"]


def test_everything_that_is_wrong_with_a_round_is_told_at_once(cast, opened):
    with pytest.raises(Invalid) as caught:
        commands.open_round(
            opened.title,
            agencies=[],
            opens_on=date(2022, 10, 8),
            due_on=date(2022, 10, 1),
            by=cast(BUREAU),
            at=at(10, 1),
        )
    assert {each.pointer for each in caught.value.faults} == {"/agencies", "/due_on", "/title"}

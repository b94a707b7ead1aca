"""Names switch on their day for every reader; signs hang only with a photo, or their task is open (R-065, R-066)."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Invalid, NotNow, NotYours
from tongban.foundation.ledger.models import Entry
from tongban.registers.agencies.models import Venue
from tongban.registers.documents.commands import store
from tongban.registers.places.commands import (
    deliver_sign,
    install_sign,
    order_signs,
    plan_rename,
    set_spec,
    switch_names,
    take_down_sign,
    withdraw_rename,
)
from tongban.registers.places.models import Rename, Sign
from tongban.registers.places.queries.names import former_names, standing_of, standings
from tongban.registers.places.queries.texts import leftovers
from tongban.registers.places.rules.signs import SIGNS, open_task

from conftest import MONDAY  # isort: skip

pytestmark = pytest.mark.django_db
TODAY = local_day(MONDAY)
OLD = "福民社区办事点"
STATION = "fumin-station"


@pytest.fixture(autouse=True)
def own_shelf(settings: Any, tmp_path: Any) -> None:
    settings.DATA = tmp_path


@pytest.fixture
def renamed() -> Venue:
    """A place that still bears a name of its own."""
    Venue.objects.filter(key=STATION).update(name=OLD)
    return Venue.objects.select_related("division").get(key=STATION)


def picture(by: Any) -> Any:
    kept = BytesIO()
    Image.new("RGB", (600, 400), "white").save(kept, "PNG")
    return store(kept.getvalue(), name="门牌.png", by=by, at=MONDAY).pk


@pytest.mark.req("R-065")
def test_a_name_changes_on_its_day_and_every_fault_is_told_before(cast, renamed):
    bureau, tomorrow = cast("zhengyawen"), TODAY + timedelta(days=1)
    with pytest.raises(NotYours):
        plan_rename(renamed, new_name="x", switch_on=tomorrow, number="1号", by=cast("chenli"), at=MONDAY)
    with pytest.raises(Invalid) as refused:
        plan_rename(renamed, new_name="福民大厅", switch_on=TODAY - timedelta(days=1), number="", by=bureau, at=MONDAY)
    assert [each.code for each in refused.value.faults] == ["standard", "date", "required"]
    given: dict[str, Any] = {"new_name": "福民社区便民服务站", "switch_on": tomorrow, "number": "1号", "by": bureau}
    made = plan_rename(renamed, **given, at=MONDAY)
    with pytest.raises(NotNow):
        plan_rename(renamed, **given, at=MONDAY)
    withdraw_rename(made, by=bureau, at=MONDAY)
    made = plan_rename(renamed, **given, at=MONDAY)
    assert switch_names(at=MONDAY) == 0
    assert Venue.objects.get(key=STATION).name == OLD
    later = MONDAY + timedelta(days=1)
    assert [switch_names(at=later), switch_names(at=later)] == [1, 0]
    assert Venue.objects.get(key=STATION).name == "福民社区便民服务站"
    assert former_names(on=local_day(later))[OLD] == "福民社区便民服务站"
    with pytest.raises(NotNow):
        withdraw_rename(made, by=bureau, at=later)
    verbs = list(Entry.objects.filter(chain=f"venue:{STATION}").order_by("pk").values_list("verb", flat=True))
    assert verbs == ["plan_rename", "withdraw_rename", "plan_rename", "rename"]


@pytest.mark.req("R-065")
def test_all_51_places_bear_the_standard_name_and_no_guide_says_an_old_one(django_assert_num_queries):
    with django_assert_num_queries(3):
        found = standings()
    down = [each for each in found if each.venue.level != "city"]
    assert len(down) == 51
    assert all(each.is_named and each.former for each in down)
    assert leftovers(on=TODAY) == []
    Rename.objects.filter(venue__key=STATION).update(old_name="申请表")
    assert {each.old_name for each in leftovers(on=TODAY)} == {"申请表"}


@pytest.mark.req("R-066")
def test_every_place_has_its_sign_or_an_open_task(cast):
    bureau = cast("zhengyawen")
    assert all(each.task for each in standings()), "nothing hangs yet in the demo city, so everything is open"
    standing = standing_of(STATION)
    assert standing is not None
    assert standing.coming is not None
    sign, head = standing.coming, cast("chenli")
    with pytest.raises(Invalid, match="改正") as refused:
        install_sign(sign, photo=None, by=bureau, at=MONDAY)
    assert refused.value.faults[0].pointer == "/photo"
    with pytest.raises(NotYours):
        install_sign(sign, photo=picture(head), by=head, at=MONDAY)
    install_sign(sign, photo=picture(bureau), by=bureau, at=MONDAY)
    hanging = standing_of(STATION)
    assert hanging is not None
    assert (hanging.task, hanging.coming) == ("", None)
    assert hanging.hanging is not None
    assert hanging.hanging.photo is not None


@pytest.mark.req("R-066")
def test_a_new_sign_takes_the_place_of_the_old_one_and_a_renamed_place_needs_one(cast):
    bureau = cast("zhengyawen")
    first = Sign.objects.select_related("venue").get(venue__key=STATION)
    with pytest.raises(Invalid, match="还有地方要改"):
        order_signs([first.venue], number="2026-9", maker="样例", by=bureau, at=MONDAY)
    install_sign(first, photo=picture(bureau), by=bureau, at=MONDAY)
    Venue.objects.filter(key=STATION).update(name="福民便民服务站")
    standing = standing_of(STATION)
    assert standing is not None
    assert "旧名称" in open_task(standing.venue.name, first.words, "", "")
    order_signs([standing.venue], number="2026-9", maker="样例", by=bureau, at=MONDAY)
    second = Sign.objects.select_related("venue").get(venue__key=STATION, status="ordered")
    deliver_sign(second, by=bureau, at=MONDAY)
    install_sign(second, photo=picture(bureau), by=bureau, at=MONDAY)
    assert list(Sign.objects.filter(venue__key=STATION).values_list("status", flat=True)) == ["taken_down", "installed"]
    with pytest.raises(Invalid):
        take_down_sign(second, reason="", by=bureau, at=MONDAY)
    take_down_sign(second, reason="破损", by=bureau, at=MONDAY)
    assert {each.verb for each in SIGNS} == {"order", "deliver", "install", "take_down"}


@pytest.mark.req("R-066")
def test_there_is_one_specification_at_a_time(cast):
    given: dict[str, Any] = {"material": "铝板", "layout": "名称在上", "number": "3号", "decided_on": TODAY}
    with pytest.raises(NotYours):
        set_spec(width_mm=600, height_mm=400, **given, by=cast("chenli"), at=MONDAY)
    with pytest.raises(Invalid) as refused:
        set_spec(width_mm=0, height_mm=9999, **{**given, "material": ""}, by=cast("zhengyawen"), at=MONDAY)
    assert [each.pointer for each in refused.value.faults] == ["/width_mm", "/height_mm", "/material"]
    made = set_spec(width_mm=800, height_mm=500, **given, by=cast("zhengyawen"), at=MONDAY)
    assert made.edition == 2
    venue = Venue.objects.get(key="city-center")
    assert order_signs([venue], number="2026-8", maker="样例", by=cast("zhengyawen"), at=MONDAY).spec == made

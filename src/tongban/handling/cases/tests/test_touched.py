"""What hangs on a list before it is published anew: drafts, running cases, months of work, places, other drafts."""

from datetime import date, timedelta

import msgspec
import pytest

from tongban.handling.cases.models import Case
from tongban.handling.cases.queries.touched import Applications, RunningCases, received_by_month
from tongban.registers.agencies.models import Agency
from tongban.registers.catalog import item as items
from tongban.registers.catalog.models import HandlingOption
from tongban.registers.catalog.tests.editions import FOOD
from tongban.registers.compiling.models import ListDraft
from tongban.registers.compiling.queries.impact import affected, publication_impact

from .applying import MONDAY, food_code, lodged
from .driving import food_option

pytestmark = pytest.mark.django_db


def next_edition(**changes):
    """The list of the food licence as it stands, its first option changed."""
    rows = HandlingOption.objects.filter(list__basic__code=FOOD, current__isnull=False).select_related("current")
    options = {each.code[-2:]: msgspec.json.decode(each.current.content) for each in rows if each.current}
    options["01"] = {**options["01"], **changes}
    plain = {
        "basic_code": FOOD, "name": "食品经营许可", "kind": "license", "agency": "market-regulation", "level": 3,
        "version": {"effective_on": "2026-12-01", "reason": "调整", "legal_source": "样例"}, "options": options,
    }  # fmt: skip
    return items.from_plain(plain)


@pytest.mark.req("R-026")
def test_publishing_shows_what_changes_for_whom_and_everything_that_hangs_on_it(cast):
    begun = [lodged(cast("liqiang"))[1] for _ in range(3)]
    Case.objects.filter(pk=begun[0].pk).update(received_at=MONDAY - timedelta(days=40))
    fewer = [msgspec.to_builtins(each) for each in food_option().materials if each.code != "layout_plan"]
    page = publication_impact(next_edition(materials=fewer, promised_limit={"value": 90}), at=MONDAY)
    [first] = [each for each in page.options if each.code == food_code()]
    said = [each.sentence for each in first.changes]
    assert any("不再要材料" in each for each in said)
    assert [each.direction for each in first.burdens] == ["longer"]
    counts = {each.kind: each.count for each in page.touched}
    assert counts["cases"] == Case.objects.filter(option_code=food_code(), ended_at=None).count() >= 3
    assert all(each.label and each.what_happens for each in page.touched)
    assert "政务服务中心" in "".join(page.places)
    assert "纸质指南" in page.printed_words
    assert not page.is_new


@pytest.mark.req("R-026")
def test_what_hangs_on_it_is_listed_by_pages_without_anybodys_name(cast):
    for _ in range(3):
        lodged(cast("liqiang"))
    first = affected("cases", [food_code()], at=MONDAY, most=2)
    rest = affected("cases", [food_code()], at=MONDAY, after=first[-1].key)
    numbers = [each.number for each in (*first, *rest)]
    running = Case.objects.filter(option_code=food_code(), ended_at=None).order_by("pk")
    assert numbers == list(running.values_list("number", flat=True))
    assert "李强" not in repr(first)
    assert affected("kiosks", [food_code()], at=MONDAY) == []


def test_an_option_that_does_not_change_touches_nobody(cast):
    lodged(cast("liqiang"))
    page = publication_impact(next_edition(), at=MONDAY)
    assert all(not each.changes for each in page.options)
    assert all(each.count == 0 for each in page.touched)


def test_other_drafts_of_the_same_matter_are_pending_but_not_the_one_looked_at():
    agency = Agency.objects.get(key="market-regulation")
    rows = [
        ListDraft.objects.create(
            status="compiling", origin=origin, operation="change", agency=agency, basic_code=FOOD, name="食品经营许可",
            kind="license", created_at=MONDAY, updated_at=MONDAY,
        )
        for origin in ("own", "imported")
    ]  # fmt: skip
    page = publication_impact(next_edition(), at=MONDAY, draft=rows[0].pk)
    assert [(each.pk, each.origin, each.status) for each in page.pending] == [(rows[1].pk, "批量导入", "编制中")]


def test_a_matter_that_is_new_hangs_on_nothing():
    page = publication_impact(msgspec.structs.replace(next_edition(), basic_code="620131990W00"), at=MONDAY)
    assert (page.is_new, page.edition, page.printed_words, page.expected) == (True, 0, "", None)


def test_months_are_counted_whole_in_the_citys_time(cast, django_assert_num_queries):
    begun = [lodged(cast("liqiang"))[1] for _ in range(3)]
    days = [date(2026, 10, 1), date(2026, 10, 31), date(2026, 9, 30)]
    for case, day in zip(begun, days, strict=True):
        moment = MONDAY.replace(year=day.year, month=day.month, day=day.day, hour=23 if day.day > 1 else 0)
        Case.objects.filter(pk=case.pk).update(received_at=moment)
    code = food_code()
    with django_assert_num_queries(1):
        found = received_by_month([code], until=date(2026, 11, 23), months=12)
    assert list(found) == [0] * 10 + [1, 2]


def test_kinds_say_what_happens_to_them():
    assert "按收件时的清单" in RunningCases.what_happens
    assert "按新清单" in Applications.what_happens

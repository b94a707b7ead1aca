"""What a bundle saves, in figures, and the alarm when it grows (减环节、减材料、压时限): R-124."""

from datetime import date, datetime

import pytest
from msgspec.structs import replace

from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.errors import Invalid
from tongban.registers.bundles import commands, queries
from tongban.registers.bundles.rules.content import Content
from tongban.registers.bundles.rules.measures import Measure, grown, steps, visits
from tongban.registers.catalog.content import Option, Stage

MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=LOCAL)
TODAY = date(2026, 11, 23)
POSTS = ("counter", "examiner", "decider", "issuer")
ONE = Option(name="甲", stages=tuple(Stage(code=each, name=each, post=each) for each in POSTS), visits_required=1)


@pytest.mark.req("R-124")
def test_taking_in_and_handing_out_are_done_once_for_all():
    found = steps({"a": ONE, "b": ONE, "c": ONE})
    assert (found.apart, found.together, found.saved, found.percent) == (12, 8, 4, 33)
    assert (visits({"a": ONE, "b": replace(ONE, visits_required=2)}).apart, visits({"a": ONE}).together) == (3, 1)
    assert (steps({}).together, Measure("x", "栏目", "项", 0, 0).percent) == (0, 0)


@pytest.mark.req("R-124")
def test_only_what_became_more_is_an_alarm():
    before = (Measure("papers", "要交的材料", "份", 5, 2), Measure("days", "承诺时限", "个工作日", 9, 4))
    after = (Measure("papers", "要交的材料", "份", 5, 3), Measure("days", "承诺时限", "个工作日", 9, 3))
    assert list(grown(before, after)) == ["要交的材料由2份变成3份"]


@pytest.mark.django_db
@pytest.mark.req("R-124")
def test_every_bundle_of_the_city_saves_and_none_has_grown():
    for each in queries.in_force_on(TODAY):
        found = queries.measured(each)
        assert not found.has_grown, each.title
        figures = {one.key: one for one in found.measures}
        assert all(one.saved >= 0 for one in figures.values() if one.key != "days"), each.title
        assert figures["steps"].saved > 0, each.title
        assert figures["fields"].saved > 0, each.title
    company = queries.measured(queries.edition_on("company", TODAY), {"business": "general"})
    days = next(one for one in company.measures if one.key == "days")
    assert (days.apart, days.together) == (5, 1), "five steps of a workday each, together in one"
    assert company.by_law > days.together


@pytest.mark.django_db
@pytest.mark.req("R-124")
def test_an_edition_that_asks_for_more_needs_a_word_and_stands_as_an_alarm(cast):
    editor, reviewer = cast("fangyuan"), cast("linjing")
    draft = commands.start("utilities", by=editor, at=MONDAY)
    commands.revise(draft, content=longer(queries.content_of(draft)), by=editor, at=MONDAY)
    commands.propose(draft, reason="测试", by=editor, at=MONDAY)
    with pytest.raises(Invalid, match="提醒"):
        commands.approve(draft, effective_on=TODAY, by=reviewer, at=MONDAY)
    commands.approve(draft, effective_on=TODAY, words="三家都同意", by=reviewer, at=MONDAY)
    found = queries.measured(queries.edition_on("utilities", TODAY))
    assert found.grown_by_edition == ("承诺时限由7个工作日变成8个工作日",)


def longer(content: Content) -> Content:
    assert content.promised_limit is not None
    return replace(content, promised_limit=replace(content.promised_limit, value=8))

"""Every matter that is online to the end goes from application to electronic result with nobody coming (R-093)."""

from dataclasses import replace

import msgspec
import pytest

from tongban.handling.cases.models import Case
from tongban.handling.cases.tests.applying import MONDAY
from tongban.oversight.supervision.commands.trying import try_whole
from tongban.oversight.supervision.rules.depth import is_whole_online
from tongban.registers.catalog.loading import read_items
from tongban.registers.catalog.queries import current_guides
from tongban.registers.catalog.tests.samples import CITY

pytestmark = pytest.mark.django_db

ONLINE = [
    f"{each.basic_code}-{each.agency}-{number}"
    for each in read_items(CITY / "items")
    for number, option in each.options.items()
    if is_whole_online(option)
]


def guide_called(name):
    return next(each for each in current_guides() if called(each) == name)


def called(guide):
    return f"{guide.basic_code}-{guide.agency_key}-{guide.option_code[-2:]}"


@pytest.mark.req("R-093")
@pytest.mark.parametrize("name", ONLINE)
def test_an_online_matter_goes_the_whole_way_without_a_step_offline(name):
    run = try_whole(guide_called(name), at=MONDAY)
    assert run.problem == ""
    assert run.acts[0] == "submit"
    assert run.acts[-2:] == ("serve", "close")
    assert run.offline_steps == 0
    assert run.is_whole


@pytest.mark.req("R-093")
def test_so_do_the_matters_that_the_city_published_after_its_founding():
    standing = {called(each): each for each in current_guides() if is_whole_online(each.option)}
    assert set(ONLINE) <= set(standing)
    assert len(ONLINE) > 60
    runs = [try_whole(standing[name], at=MONDAY) for name in sorted(set(standing) - set(ONLINE))]
    assert runs
    assert [each for each in runs if not each.is_whole] == []


def test_a_matter_that_is_not_whole_says_what_is_in_the_way_and_leaves_nothing():
    found = guide_called(ONLINE[0])
    elsewhere = replace(found, option=msgspec.structs.replace(found.option, channels=("window",)))
    before = Case.objects.count()
    run = try_whole(replace(elsewhere, option_code="1" * 33), at=MONDAY)
    assert not run.is_whole
    assert run.problem
    assert Case.objects.count() == before

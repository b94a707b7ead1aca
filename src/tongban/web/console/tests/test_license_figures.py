"""免证办 as a page: every type with its evidence, the rate each way, the materials behind it, the refusals."""

import re
from typing import Any

import pytest

from tongban.foundation.kernel.clock import local_day, now
from tongban.handling.cases.models import Material
from tongban.handling.cases.tests.applying import lodged
from tongban.oversight.supervision.queries.license_figures import Only, license_figures
from tongban.oversight.supervision.queries.license_materials import materials_behind
from tongban.oversight.supervision.queries.period import Period, period

pytestmark = pytest.mark.django_db


def months() -> Period:
    return period("", "", on=local_day(now()))


def two_cases(cast: Any) -> tuple[Any, Any]:
    """One with the licence, one with nothing in its place."""
    by = cast("liqiang", now())
    return lodged(by, at=now())[1], lodged(by, at=now(), without=("business_license",))[1]


@pytest.mark.req("R-007", "R-126")
def test_the_rate_of_a_type_is_what_a_call_satisfied_of_what_was_asked(cast, django_assert_num_queries):
    two_cases(cast)
    with django_assert_num_queries(4):
        found = license_figures(months())
    figures = {each.kind.key: each for each in found.types}
    share = figures["business_license"].share
    assert (share.asked, share.called, share.handed_in, share.rate) == (2, 1, 1, 0.5)
    assert figures["driving_license"].share.rate is None
    assert found.refused == ()
    assert found.frequent == share
    assert sum(each.kind.is_of_plan for each in found.types) >= 13


@pytest.mark.req("R-007", "R-130")
def test_the_same_lines_sum_up_by_body_and_by_item_and_narrow_to_any_of_them(cast):
    case, _ = two_cases(cast)
    found = license_figures(months())
    assert {pk: share.asked for pk, share in found.by(lambda line: line.agency_id)} == {
        case.agency_id: found.whole.asked
    }
    assert [code for code, _ in found.by(lambda line: line.option_code)] == [case.option_code]
    only = license_figures(months(), Only(kind="business_license", agency_id=case.agency_id))
    assert ([each.kind.key for each in only.types], only.whole.asked) == (["business_license"], 2)
    assert license_figures(months(), Only(option_code="nothing")).whole.rate is None


@pytest.mark.req("R-007")
def test_a_licence_that_a_clerk_found_bad_satisfied_nothing(cast):
    case, _ = two_cases(cast)
    Material.objects.filter(case=case, requirement_code="business_license").update(verdict="bad", problem="看不清")
    assert license_figures(months(), Only(kind="business_license")).whole.called == 0
    rows = materials_behind(cast("zhengyawen", now()), months(), Only(kind="business_license"), "handed_in")
    assert {(each.how, each.problem) for each in rows} == {("电子证照没有被接受", "看不清"), ("未提交", "")}


@pytest.mark.req("R-007", "R-126")
def test_the_page_shows_every_type_with_its_state_and_evidence(at_console, django_assert_max_num_queries):
    client = at_console("zhengyawen")
    client.get("/console/licences")
    with django_assert_max_num_queries(8):
        page = client.get("/console/licences").content.decode()
    for name in ("营业执照（高频，方案列明）", "出生医学证明", "不动产登记证明", "部分电子化"):
        assert name in page


@pytest.mark.req("R-007", "R-130")
def test_each_number_opens_the_materials_behind_it(at_console, cast):
    two_cases(cast)
    client = at_console("zhengyawen")
    page = client.get("/console/licences?type=business_license").content.decode()
    links = {
        link.replace("&amp;", "&"): int(count)
        for link, count in re.findall(r'<a href="(/console/licences/materials[^"]*)">(\d+)</a>', page)
    }
    assert {re.search(r"how=(\w+)", link)[1] for link in links} == {"asked", "called", "handed_in"}  # type: ignore[index]
    for link, count in links.items():
        assert client.get(link).content.decode().count('class="number"') == count, link


def test_who_may_not_see_cases_gets_numbers_without_links(at_console, cast):
    two_cases(cast)
    client = at_console("linjing")
    assert "/console/licences/materials" not in client.get("/console/licences").content.decode()
    assert client.get("/console/licences/materials").status_code == 403
    assert at_console("wangfang").get("/console/licences").status_code == 403


@pytest.mark.parametrize("place", ["/console/licences", "/console/licences/materials"])
def test_what_comes_in_an_address_breaks_nothing(at_console, place):
    client = at_console("zhengyawen")
    for evil in ("\x00", "9" * 30, "-1", "'; DROP", "²", "2026-13"):
        names = ("from", "to", "agency", "type", "item", "how", "after")
        assert client.get(place, dict.fromkeys(names, evil)).status_code == 200

"""Bundles through the API: all in force, and one whole, the same as on the pages."""

import pytest

from tongban.foundation.kernel.clock import local_day, now
from tongban.registers.bundles.queries import edition_on

pytestmark = pytest.mark.django_db


@pytest.mark.req("R-117")
def test_a_bundle_is_told_whole(api):
    results = api(None).get("/bundles").json()["results"]
    assert [each["code"] for each in results] == [
        *("company", "company-change", "medical", "newborn", "real-estate", "restaurant", "utilities")
    ]
    told = api(None).get("/bundles/real-estate").json()
    assert told["content_hash"] == edition_on("real-estate", local_day(now())).content_hash
    assert told["levels"] == [["contract"], ["tax", "registration"], ["water", "power", "gas", "heat"]]
    gates = {each["key"]: each["gate"] and each["gate"]["key"] for each in told["members"]}
    moved = {each: f"{each}_moved" for each in ("water", "power", "gas", "heat")}
    assert gates == {"contract": None, "tax": None, "registration": "tax_paid", **moved}
    location = next(each for each in told["form"] if each["key"] == "location")
    assert {each["member"] for each in location["fills"]} == {"contract", "tax", "registration", *moved}


@pytest.mark.parametrize(("path", "query"), [("/bundles/none", {}), ("/bundles/newborn", {"as_of": "2020-01-01"})])
def test_a_bundle_that_is_not_in_force_is_a_problem_document(api, path, query):
    answer = api(None).get(path, **query)
    assert answer.status_code == 404
    assert answer["Content-Type"].startswith("application/problem+json")

"""Published lists through the API: all of them, each edition's rows page by page, the same hash as the file."""

import pytest

from tongban.registers.lists.tests.drafting import stands

pytestmark = pytest.mark.django_db


def test_all_lists_are_told_with_their_edition(api):
    results = api(None).get("/lists").json()["results"]
    assert len(results) == 18, "fifteen kinds, one of them for four institutions"
    permit = next(each for each in results if each["kind"] == "permit")
    assert permit["edition"]["content_hash"] == stands("permit").content_hash
    assert permit["edition"]["files"]["json"] == "/lists/permit/2026-1.json"


@pytest.mark.req("R-013")
def test_pages_of_a_list_hold_every_row_once(api):
    seen, cursor = [], ""
    while True:
        page = api(None).get("/lists/permit", page_size=7, cursor=cursor).json()
        seen += [row["key"] for row in page["results"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == page["total"] == 28
    assert {each["key"] for each in page["columns"]} >= {"code", "name", "agency"}


def test_an_edition_and_an_institution_are_asked_for_by_name(api):
    old = api(None).get("/lists/stationing", edition="2025-1-government-affairs").json()
    assert old["dated_on"] < api(None).get("/lists/stationing", institution="government-affairs").json()["dated_on"]
    found = api(None).get("/lists/permit", q="食品").json()
    assert [row["name"] for row in found["results"]] == ["食品经营许可"]


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/lists/nonsense", {}),
        ("/lists/permit", {"edition": "2026-9"}),
        ("/lists/permit", {"edition": "x"}),
        ("/lists/stationing", {}),
        ("/lists/permit", {"institution": "xiongguan"}),
    ],
)
def test_what_is_not_there_is_a_problem_document(api, path, query):
    answer = api(None).get(path, **query)
    assert answer.status_code == 404
    assert answer["Content-Type"].startswith("application/problem+json")


def test_a_foreign_cursor_begins_at_the_beginning(api):
    first = api(None).get("/lists/permit").json()
    for cursor in ("%%%", "bm9wZQ", "eHx4"):
        assert api(None).get("/lists/permit", cursor=cursor).json()["results"] == first["results"]

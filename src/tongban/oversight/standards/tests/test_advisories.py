"""Known weaknesses of packages: ranges, a list that says how old it is, brought in with its hash (R-199)."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from conftest import MONDAY
from hypothesis import given
from hypothesis import strategies as st

from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Invalid, NotYours
from tongban.foundation.ledger.models import Entry
from tongban.oversight.standards.commands.bringing import bring_in
from tongban.oversight.standards.queries.advisories import CHAIN, brought_in, installed, standing, weak_here
from tongban.oversight.standards.queries.security import SECURITY_CHECKS
from tongban.oversight.standards.rules.advisories import FEWEST, FORMAT, SHIPPED, normal, order, read, weaknesses

pytestmark = pytest.mark.req("R-199")


def advisory(name: str, *versions: str, events: Any = (), **more: Any) -> dict[str, Any]:
    ranges = [{"type": "ECOSYSTEM", "events": list(events)}]
    affected = {"package": {"ecosystem": "PyPI", "name": name}, "versions": list(versions), "ranges": ranges}
    return {"id": "SAMPLE-1", "summary": "样例", "affected": [affected], **more}


def listed(*rows: dict[str, Any], as_of: date, **more: Any) -> bytes:
    said = {"format": FORMAT, "as_of": as_of.isoformat(), "source": "样例", "is_complete": True, **more}
    return json.dumps({**said, "advisories": list(rows)}).encode()


def test_only_the_very_version_that_is_here_counts() -> None:
    here = {"some-package": "1.2"}
    assert len(list(weaknesses([advisory("Some_Package", "1.1", "1.2")], here))) == 1
    assert list(weaknesses([advisory("some-package", "1.1")], here)) == []
    assert list(weaknesses([advisory("another", "1.2")], here)) == []
    assert list(weaknesses([advisory("some-package", "1.2", withdrawn="2026-01-01T00:00:00Z")], here)) == []


@pytest.mark.parametrize(
    ("version", "is_affected"),
    [("5.1.13", False), ("5.2", True), ("5.2.8", True), ("5.2.16", True), ("5.2.17", False), ("5.2.17rc1", True)],
)
def test_a_range_begins_where_it_was_introduced_and_ends_where_it_was_fixed(version: str, is_affected: bool) -> None:
    row = advisory("django", events=[{"introduced": "5.2"}, {"fixed": "5.2.17"}])
    assert bool(list(weaknesses([row], {"django": version}))) is is_affected
    last = advisory("django", events=[{"introduced": "0"}, {"last_affected": version}])
    assert list(weaknesses([last], {"django": version}))


@given(st.lists(st.integers(0, 30), min_size=1, max_size=4), st.integers(1, 9))
def test_versions_are_ordered_as_the_index_orders_them(numbers: list[int], count: int) -> None:
    release = ".".join(map(str, numbers))
    stages = [f"{release}.dev{count}", f"{release}a{count}", f"{release}b{count}", f"{release}rc{count}", release]
    ordered = [order(each) for each in (*stages, f"{release}.post{count}", f"{release}.1")]
    assert ordered == sorted(ordered)
    assert order(f"{release}.0") == order(release)


def test_the_list_that_is_shipped_names_nothing_that_is_installed_and_does_not_claim_to_be_whole() -> None:
    shipped = read(SHIPPED.read_bytes())
    assert not shipped.is_complete
    assert weak_here(shipped) == []
    here = installed()
    assert normal("Django") in here
    assert list(weaknesses(shipped.rows, {"django": "5.2.1", "jinja2": "3.1.2"}))
    assert all(each["references"] for each in shipped.rows)


@pytest.mark.parametrize(
    "content",
    [b"{", b"[]", b'[{"id": "X"}]', b'{"advisories": []}', b'[{"affected": []}]', b'{"id": "X", "affected": 1}'],
)
def test_what_is_no_list_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"[一-龥]"):
        read(content)


def test_a_bare_list_is_whole_only_if_it_can_be_everything() -> None:
    day = {"modified": "2026-11-01T00:00:00Z"}
    known = [{**each, **day} for each in json.loads(SHIPPED.read_bytes())["advisories"]]
    filling = [{**advisory("other", "1"), "id": f"SAMPLE-{place}", **day} for place in range(FEWEST)]

    def told(rows: list[dict[str, Any]]) -> bool:
        return read(json.dumps(rows).encode()).is_complete

    assert not told(filling[:1])
    assert not told(known)
    assert not told(filling), "what we know of is missing"
    assert not told([*filling, *known[1:]]), "one that we know of is missing"
    assert told([*filling, *known])
    other = {**known[0], "id": "PYSEC-1", "aliases": [known[0]["id"]]}
    assert told([*filling, *known[1:], other]), "it may have another number there"
    elsewhere = [{**each, "affected": [{"package": {"ecosystem": "npm", "name": "x"}}]} for each in filling]
    assert not told([*elsewhere, *known])


@pytest.fixture
def nothing_left() -> Iterator[None]:
    """What is brought in lies beside the keys of the tests, and is taken away again."""
    yield
    brought_in().unlink(missing_ok=True)


@pytest.mark.django_db
def test_a_list_that_was_brought_in_counts_until_it_is_old_or_somebody_touches_it(
    cast: Any, nothing_left: None
) -> None:
    look, today = SECURITY_CHECKS["dependencies"], local_day(MONDAY)
    assert "漏洞清单不完整，请导入完整的" in look(MONDAY).failing
    with pytest.raises(NotYours):
        bring_in(listed(as_of=today), by=cast("yanming"), at=MONDAY)
    with pytest.raises(Invalid):
        bring_in(listed(as_of=today + timedelta(days=1)), by=cast("tianhui"), at=MONDAY)
    bring_in(listed(as_of=today - timedelta(days=3)), by=cast("tianhui"), at=MONDAY)
    found = look(MONDAY)
    assert found.failing == ()
    assert "3天前" in found.words
    assert Entry.objects.get(chain=CHAIN).facts["count"] == 0
    assert look(MONDAY + timedelta(days=29)).failing == ("漏洞清单太旧，超过31天",)
    django = installed()["django"]
    bring_in(listed(advisory("Django", django), as_of=today), by=cast("tianhui"), at=MONDAY)
    assert [each.split()[0] for each in look(MONDAY).failing] == ["django"]
    brought_in().write_bytes(listed(as_of=today))
    assert standing().defect
    assert any("改过" in each for each in look(MONDAY).failing)

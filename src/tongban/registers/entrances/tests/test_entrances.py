"""The register of entrances: taken over once, looked at by night, never guessed (R-087)."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.errors import Invalid
from tongban.foundation.ledger.models import Entry
from tongban.registers.entrances.commands import load_entrances, look
from tongban.registers.entrances.jobs import look_at_entrances
from tongban.registers.entrances.models import Entrance
from tongban.registers.entrances.ports import Looked, NoNetwork
from tongban.registers.entrances.queries import behind_own_login, by_agency, failing, health_counts, of_the_province
from tongban.registers.entrances.rules import Health, is_sample

from conftest import MONDAY  # isort: skip

pytestmark = pytest.mark.django_db
PORTAL = "https://zwfw.gansu.gov.cn/"


class Seen:
    """A checker that answers as it is told."""

    def __init__(self, health: Health) -> None:
        self.health, self.asked = health, list[str]()

    def look(self, addresses: Sequence[str]) -> dict[str, Looked]:
        self.asked += addresses
        return {each: Looked(self.health, "网站回答503") for each in addresses}


@pytest.mark.req("R-087")
def test_no_matter_is_reached_only_by_a_login_of_its_own():
    assert Entrance.objects.filter(kind="system", is_sso=False).exists()
    assert behind_own_login() == []
    Entrance.objects.filter(key="tax").update(agency=None)
    assert [each.key for each in behind_own_login()] == ["tax"]


@pytest.mark.req("R-087")
def test_every_body_with_matters_has_its_entrance():
    told = by_agency()
    assert all(row.online for row in told if row.matters)
    assert {each.key for each in of_the_province()} == {"gansu-portal"}


@pytest.mark.req("R-087")
def test_an_entrance_that_fails_is_recorded_once_and_stays_failing_until_it_answers():
    checker = Seen(Health.FAILING)
    assert look(checker, by=SYSTEM, at=MONDAY) == 2
    assert all(not is_sample(each) for each in checker.asked)
    assert look(checker, by=SYSTEM, at=MONDAY + timedelta(days=1)) == 2
    row = Entrance.objects.get(key="gansu-portal")
    assert (row.health_since, row.looked_at) == (MONDAY, MONDAY + timedelta(days=1))
    assert Entry.objects.filter(chain="entrance:gansu-portal").count() == 1
    assert [each.key for each in failing()] == ["gansu-portal", "city-site"]
    look(Seen(Health.ANSWERING), by=SYSTEM, at=MONDAY + timedelta(days=2))
    assert not failing().exists()
    assert health_counts()[Health.ANSWERING] == 2


def test_a_house_without_network_says_that_nobody_looked():
    assert look_at_entrances(MONDAY) == 0
    assert health_counts() == {Health.ANSWERING: 0, Health.FAILING: 0, Health.UNSEEN: Entrance.objects.count()}
    assert NoNetwork().look([PORTAL])[PORTAL].health is Health.UNSEEN


def test_loading_twice_changes_nothing_and_defects_are_told_at_once():
    rows = [{"key": "new", "kind": "site", "name": "样例网站", "address": "https://new.example/"}]
    assert [load_entrances(rows, by=SYSTEM, at=MONDAY) for _ in range(2)] == [1, 0]
    wrong = [{"key": "bad", "kind": "door", "name": "坏的", "address": "javascript:alert(1)", "agency": "nobody"}]
    with pytest.raises(Invalid) as refused:
        load_entrances(wrong, by=SYSTEM, at=MONDAY)
    assert {each.code for each in refused.value.faults} == {"unknown_agency", "unknown_kind", "address"}

"""The demo's pretended province: filled from the catalogue, with five differences to find, once."""

from datetime import datetime

import pytest

from tongban.exchange.connectors.provincial_catalogue.bound import BOUND
from tongban.exchange.connectors.provincial_catalogue.commands.reconciling import reconcile
from tongban.exchange.connectors.provincial_catalogue.models import Batch, SimulatedPush, SimulatedRecord
from tongban.exchange.connectors.provincial_catalogue.simulator import Simulator
from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.clock import LOCAL
from tongban.registers.catalog.models import ImplementationList, ListVersion
from tongban.registers.parity.models import Rectification
from tongban.running.demo_city.library import load_library
from tongban.running.demo_city.parity import load_parity

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=LOCAL)


@pytest.fixture
def simulated(monkeypatch):
    monkeypatch.setattr(BOUND, "library", Simulator())


@pytest.mark.req("R-024")
def test_the_pretended_province_holds_the_catalogue_but_for_five_seeded_differences(db, simulated):
    load_library(NOW)
    load_library(NOW)
    assert Batch.objects.exclude(receipt="").count() == ListVersion.objects.count() > ImplementationList.objects.count()
    assert SimulatedRecord.objects.count() == ImplementationList.objects.count() + 1
    assert SimulatedPush.objects.count() == 1
    found = reconcile(by=SYSTEM, at=NOW).found.values_list("kind", flat=True)
    assert sorted(found) == ["content", "duplicate", "missing_here", "missing_there", "version"]


def test_without_a_simulator_nothing_is_filled(db, monkeypatch):
    monkeypatch.setattr(BOUND, "library", None)
    load_library(NOW)
    assert not SimulatedRecord.objects.exists()


def test_one_matter_of_the_demo_departs_from_the_pretended_provinces_list_once(db):
    load_parity(NOW)
    load_parity(NOW)
    task = Rectification.objects.get()
    assert "样例" in task.against
    assert {each["element"] for each in task.differences} == {"法定办结时限"}

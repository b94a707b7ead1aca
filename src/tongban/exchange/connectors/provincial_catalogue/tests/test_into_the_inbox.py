"""From the province to a department's desk: what is pulled waits in the inbox that the house has bound, once."""

from collections.abc import Iterator
from datetime import date

import pytest

from tongban.exchange.connectors.provincial_catalogue.bound import BOUND
from tongban.exchange.connectors.provincial_catalogue.commands.pulling import pull
from tongban.exchange.connectors.provincial_catalogue.simulator import Faults, Simulator, hand_down
from tongban.foundation.kernel.actors import SYSTEM
from tongban.registers.catalog.tests.samples import document
from tongban.registers.compiling.models import ListDraft
from tongban.registers.compiling.rules.pushed import PushedItem

from conftest import MONDAY  # isort: skip

pytestmark = pytest.mark.django_db


@pytest.fixture
def province() -> Iterator[Simulator]:
    """A simulated library without faults, with the inbox that the house binds at start."""
    before = BOUND.library
    BOUND.library = Simulator(Faults())
    yield BOUND.library
    BOUND.library = before


@pytest.mark.req("R-017")
def test_five_hundred_items_of_the_province_are_tasks_of_the_right_department(province: Simulator):
    standing = ListDraft.objects.count()
    for number in range(500):
        code = f"000131{number:06d}"
        hand_down(PushedItem(f"provincial:{number}", document(basic_code=code), due_on=date(2026, 12, 1)))
    assert pull(by=SYSTEM, at=MONDAY).created == 500
    waiting = ListDraft.objects.filter(source_ref__startswith="provincial:")
    assert set(waiting.values_list("status", "agency__key", "due_on")) == {
        ("pushed", "market-regulation", date(2026, 12, 1))
    }
    assert pull(by=SYSTEM, at=MONDAY).created == 0
    assert ListDraft.objects.count() == standing + 500

"""Not taking a licence in force (不认电子证照): on every way an event with its reason (R-007)."""

import re
from pathlib import Path

import pytest

from tongban.foundation.ledger.models import Entry
from tongban.handling import cases
from tongban.handling.cases.commands import overriding, receiving
from tongban.registers.licenses.commands import revoke
from tongban.registers.licenses.models import LicenseRefusal
from tongban.registers.licenses.tests.cast import give
from tongban.registers.licenses.tests.conftest import kind

from .applying import MONDAY
from .asking import SORRY, good
from .driving import after, fresh, received

__all__ = ["kind"]
pytestmark = [pytest.mark.django_db, pytest.mark.req("R-007")]
CODE, WORDS = "business_license", "窗口说这本证照打不开。"
LINE = {"requirement_code": CODE, "problem": WORDS, "ask_again_reason": "这次换了场所，以前交的不能用。"}


@pytest.fixture
def license(cast, kind):
    return give(cast, kind=kind, at=MONDAY)


@pytest.fixture
def case(cast, license):
    """A case whose business licence is a licence of the register, in force."""
    made = received(cast)
    made.materials.filter(requirement_code=CODE).update(license_identifier=license.identifier)
    return made


def by_precheck(case, cast):
    verdicts = {CODE: {"verdict": "bad", "problem": WORDS}}
    receiving.precheck(case, verdicts=verdicts, by=cast("wangfang"), at=after(0, 11))


def by_notice(case, cast):
    receiving.ask_correction(case, items=[LINE], by=cast("wangfang"), at=after(0, 11))


def by_precheck_and_notice(case, cast):
    by_precheck(case, cast)
    receiving.ask_correction(fresh(case), items=[LINE], by=cast("wangfang"), at=after(0, 14))


def by_a_leader_who_asks_again(case, cast):
    receiving.precheck(case, verdicts=good(), by=cast("wangfang"), at=after(0, 11))
    overriding.override_telling(fresh(case), reason=SORRY, items=[LINE], by=cast("chenli"), at=after(1, 14))


@pytest.mark.parametrize("way", [by_precheck, by_notice, by_precheck_and_notice, by_a_leader_who_asks_again])
def test_whichever_way_it_is_refused_it_is_one_event_with_reason_body_and_case(case, license, cast, way):
    way(case, cast)
    event = LicenseRefusal.objects.get()
    assert (event.license_id, event.case_number, event.material_code) == (license.pk, case.number, CODE)
    assert event.reason == WORDS
    assert Entry.objects.get(chain=license.chain, verb="refuse_use").facts["reason"] == WORDS


def test_a_licence_that_does_not_hold_is_rightly_not_taken_and_no_event(case, license, cast):
    revoke(license, ground="行政许可法 第六十九条", reason="样例", by=cast("chenli"), at=MONDAY)
    by_precheck(case, cast)
    assert not LicenseRefusal.objects.exists()


def test_no_other_place_puts_a_bad_verdict_on_a_material():
    """A new way of refusing must note the event too: whoever writes the word stands on this list."""
    writes = re.compile(r"MaterialVerdict\.BAD,|verdict=MaterialVerdict\.BAD\b|MaterialVerdict\(")
    commands = Path(next(iter(cases.__path__))) / "commands"
    found = {each.name: len(writes.findall(each.read_text("utf-8"))) for each in commands.glob("*.py")}
    assert {name: count for name, count in found.items() if count} == {"overriding.py": 1, "receiving.py": 1}

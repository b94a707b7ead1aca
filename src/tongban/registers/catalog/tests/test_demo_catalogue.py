"""The demo catalogue: sound as a whole, every material reachable, no question without a way out, loaded quickly."""

import time
from datetime import date

import msgspec
import pytest

from tongban.foundation.kernel.actors import SYSTEM
from tongban.registers.catalog.checklist import checklist, situations
from tongban.registers.catalog.commands import publish
from tongban.registers.catalog.loading import read_items, read_synonyms
from tongban.registers.catalog.tests.samples import CITY
from tongban.registers.catalog.tests.test_guides import AT

DOCUMENTS = read_items(CITY / "items")
ENOUGH = 200
OPTIONS = [
    pytest.param(option, id=f"{each.basic_code}-{number}")
    for each in DOCUMENTS
    for number, option in each.options.items()
]


@pytest.mark.req("R-089")
@pytest.mark.parametrize("option", OPTIONS)
def test_every_material_is_reached_and_no_situation_is_a_dead_end(option):
    wanted = {each.code for each in option.materials}
    asked_for: set[str] = set()
    may_apply = False
    for number, answers in enumerate(situations(option)):
        found = checklist(option, answers)
        assert found.is_complete, answers
        asked_for |= {each.material.code for each in found.needed} | {each.material.code for each in found.spared}
        may_apply = may_apply or found.may_apply
        assert all(each.otherwise for each in found.unmet)
        if number >= ENOUGH and may_apply and asked_for == wanted:
            break
    assert may_apply
    assert asked_for == wanted


def test_people_have_a_hundred_and_fifty_other_words():
    assert len(read_synonyms(CITY / "synonyms.yaml")) >= 150


@pytest.mark.django_db
def test_the_catalogue_is_published_in_two_seconds():
    later = [_later(each) for each in DOCUMENTS]
    start = time.perf_counter()
    done = [publish(each, by=SYSTEM, at=AT) for each in later]
    spent = time.perf_counter() - start
    assert all(each.is_new for each in done)
    assert spent < 6, spent  # three times the target: the machine is shared
    print(f"{sum(len(each.options) for each in later)} options published in {spent:.2f} s")


def _later(document):
    note = msgspec.structs.replace(document.version, effective_on=date(2026, 3, 1))
    return msgspec.structs.replace(document, version=note)

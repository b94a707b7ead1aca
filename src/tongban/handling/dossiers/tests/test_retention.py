"""How long archives are kept: the city's table, by kind of item and how the case ended (R-131)."""

from datetime import date

import pytest
import yaml
from django.conf import settings

from tongban.handling.dossiers.rules.retention import DEFAULT, OUTCOMES, read_table, retention_of
from tongban.registers.catalog.kinds import ItemKind

PLAIN = yaml.safe_load((settings.CITY / "retention.yaml").read_bytes())["retention"]
TABLE = read_table(PLAIN)
ENDED = date(2026, 11, 23)


@pytest.mark.req("R-131")
@pytest.mark.parametrize(
    ("kind", "outcome", "label", "until"),
    [
        ("license", "granted", "永久", None),
        ("confirmation", "granted", "永久", None),
        ("ruling", "refused", "永久", None),
        ("public_service", "granted", "30年", date(2056, 12, 31)),
        ("license", "refused", "30年", date(2056, 12, 31)),
        ("license", "", "10年", date(2036, 12, 31)),
    ],
)
def test_a_term_follows_from_kind_and_ending_and_begins_with_the_next_year(kind, outcome, label, until):
    found = retention_of(kind, outcome, ended_on=ENDED, table=TABLE)
    assert (found.label, found.first, found.until) == (label, date(2027, 1, 1), until)
    assert found.basis


def test_every_kind_and_ending_has_a_term_in_the_citys_table_and_without_one():
    for table in (TABLE, DEFAULT):
        for kind in ItemKind:
            assert {retention_of(kind, each, ended_on=ENDED, table=table).label for each in OUTCOMES}


@pytest.mark.parametrize(
    "broken",
    [
        PLAIN[:-1],
        [*PLAIN, {"outcomes": ["perhaps"], "basis": "x"}],
        [*PLAIN, {"outcomes": ["none"], "years": 15, "basis": "x"}],
        [*PLAIN, {"kinds": ["unheard_of"], "outcomes": ["none"], "basis": "x"}],
    ],
)
def test_a_table_with_a_gap_or_a_wrong_word_is_not_taken(broken):
    with pytest.raises(ValueError, match="row"):
        read_table(broken)

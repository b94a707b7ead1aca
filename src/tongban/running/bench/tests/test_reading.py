from datetime import datetime

import pytest

from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.ledger.queries import reads_about
from tongban.oversight.reading.models import ReadQuestion
from tongban.registers.parties.queries import names_in_ledger
from tongban.running.bench import reading

AT = datetime(2026, 11, 23, 10, 0, tzinfo=LOCAL)


@pytest.mark.django_db
def test_the_looks_that_are_measured_are_of_the_three_hard_kinds_of_people() -> None:
    made = reading.fill_reads(40_050, at=AT)
    watched, early, twice = (names_in_ledger(reading.person_of(login).pk) for login in reading.ASKING)
    assert len(twice) == 2
    assert len(reads_about(*watched, limit=1000).rows) > 390
    assert len(reads_about(*early, limit=100).rows) == reading.EARLY_READS
    both = reads_about(*twice).rows
    assert {each.about for each in both} == set(twice)
    assert all(each.purpose and each.fields for each in both)
    assert ReadQuestion.objects.filter(status="asked").count() == len(made.questions) > 0
    assert [each.name for each in made.operations()] == list(reading.READ_ROWS)

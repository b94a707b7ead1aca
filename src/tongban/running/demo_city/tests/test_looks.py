"""What the demo city shows of looks and of a licence that runs out."""

import pytest

from tongban.foundation.kernel.clock import now
from tongban.handling.enterprises.models import RenewalNotice
from tongban.oversight.reading.models import LookFinding, ReadQuestion
from tongban.running.demo_city.looks import load_looks

pytestmark = pytest.mark.django_db


def test_questions_findings_and_a_reminder_are_there_to_be_seen():
    load_looks(at=now())
    assert {each.status for each in ReadQuestion.objects.all()} == {"asked", "answered"}
    assert LookFinding.objects.filter(kind="canary").count() == 1
    assert RenewalNotice.objects.get().threshold == 60

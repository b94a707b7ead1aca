"""What the demo city shows of looks, of a licence that runs out, and of policies that come to people by themselves."""

import pytest
from django.conf import settings

from tongban.foundation.kernel.clock import local_day, now
from tongban.handling.benefits.models import BenefitGrant, MatchingChoice, PolicyDraft
from tongban.handling.benefits.queries.policies import in_force, standing
from tongban.handling.enterprises.models import RenewalNotice
from tongban.oversight.reading.models import LookFinding, ReadQuestion
from tongban.running.demo_city import POLICIES, load_registers
from tongban.running.demo_city.licenses import load_licenses
from tongban.running.demo_city.looks import load_looks
from tongban.running.demo_city.policies import load_policies

pytestmark = pytest.mark.django_db


@pytest.mark.req("R-159", "R-160")
def test_looks_reminders_policies_and_grants_are_there_to_be_seen():
    at = now()
    people = load_registers(at)
    load_looks(at=at)
    assert {each.status for each in ReadQuestion.objects.all()} == {"asked", "answered"}
    assert LookFinding.objects.filter(kind="canary").count() == 1
    assert RenewalNotice.objects.get().threshold == 60
    load_licenses(settings.CITY, people, at=at)
    load_policies(settings.CITY / POLICIES, at=at)
    assert (in_force(local_day(at)).count(), standing(local_day(at)).count()) == (6, 7), "one is over"
    assert dict(BenefitGrant.objects.values_list("policy__code", "status")) == {
        "disabled-transport": "proposed",
        "elder-allowance": "checked",
        "first-food-shop": "public",
    }
    assert MatchingChoice.objects.get().is_out
    assert PolicyDraft.objects.get(status="draft").policy.code == "hire-people"

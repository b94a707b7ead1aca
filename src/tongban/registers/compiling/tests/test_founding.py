"""The founding catalogue is jointly reviewed too (R-002): everything in force, by two bodies at least, on record."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import Invalid, NotNow, NotYours
from tongban.foundation.ledger.models import Entry
from tongban.registers.catalog.models import HandlingOption, ListVersion
from tongban.registers.catalog.tests.editions import listed
from tongban.registers.compiling.bound import BOUND
from tongban.registers.compiling.commands import review_founding
from tongban.registers.compiling.models import FoundingOpinion
from tongban.registers.compiling.queries.joint import founding_unreviewed_by, in_force_without_review, voices_of

from conftest import MONDAY  # isort: skip

pytestmark = pytest.mark.django_db


@pytest.mark.req("R-002", "R-012")
def test_everything_in_force_was_jointly_reviewed_by_two_bodies_at_least():
    editions = set(HandlingOption.objects.filter(current__isnull=False).values_list("current__edition_id", flat=True))
    voices = voices_of(editions)
    assert len(editions) > 80
    assert BOUND.rules.bodies >= 2
    assert in_force_without_review(BOUND.rules.bodies) == []
    for each in ListVersion.objects.filter(pk__in=editions).select_related("list__agency"):
        agreed = voices[each.pk]
        assert len({voted.agency_id for voted in agreed}) >= 2, each.name
        assert all(voted.words and voted.staff for voted in agreed)
        assert each.is_founding is FoundingOpinion.objects.filter(edition=each).exists()


@pytest.mark.req("R-002")
def test_nobody_reviews_a_founding_list_of_their_own_body():
    rows = FoundingOpinion.objects.select_related("edition__list", "staff")
    assert not [each for each in rows if each.agency_id == each.edition.list.agency_id]
    assert not [each for each in rows if each.agency_id != each.staff.agency_id]


@pytest.mark.req("R-002")
def test_each_act_of_review_is_on_record_with_what_was_agreed_to():
    entries = list(Entry.objects.filter(chain="catalogue:founding").order_by("seq"))
    assert {each.verb for each in entries} == {"review_founding"}
    assert sum(each.facts["lists"] for each in entries) == FoundingOpinion.objects.count()
    assert all(len(each.facts["content"]) == 64 and each.basis for each in entries)


@pytest.mark.req("R-002")
def test_who_does_not_review_has_no_say_and_nobody_says_it_twice(cast: Callable[..., Actor]):
    before = FoundingOpinion.objects.count()
    for login in ("wutao", "zhengyawen", "liqiang"):
        with pytest.raises(NotYours):
            review_founding(opinion="同意。", by=cast(login), at=MONDAY)
    with pytest.raises(NotNow, match="都审核过了"):
        review_founding(opinion="同意。", by=cast("linjing"), at=MONDAY)
    assert FoundingOpinion.objects.count() == before


def test_a_list_that_was_founded_since_waits_for_its_review(cast: Callable[..., Actor]):
    with listed(summary="样例：改过的说明"):
        lead = cast("linjing")
        assert founding_unreviewed_by(lead.agency_id or 0).count() == 1
        assert len(in_force_without_review(2)) == 1
        with pytest.raises(Invalid):
            review_founding(opinion=" ", by=lead, at=MONDAY)
        assert review_founding(opinion="同意。", by=lead, at=MONDAY) == 1
        assert review_founding(opinion="依据有效，同意。", by=cast("zhouyaqin"), at=MONDAY + timedelta(hours=1)) == 1
        assert in_force_without_review(2) == []


def test_an_opinion_never_changes():
    row = FoundingOpinion.objects.first()
    assert row is not None
    for act in (lambda: FoundingOpinion.objects.filter(pk=row.pk).update(words="x"), row.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()

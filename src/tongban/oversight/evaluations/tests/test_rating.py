"""Invited once and neutrally, rated once and freely, by nobody else."""

import pytest
from django.db import IntegrityError, connection, transaction

from tongban.foundation.kernel.actors import NOBODY
from tongban.foundation.kernel.errors import Invalid
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.foundation.ledger.sealing import verify
from tongban.handling.cases.tests.driving import after, served
from tongban.oversight.evaluations.commands.inviting import invite_for_case, lapse
from tongban.oversight.evaluations.commands.rating import (
    InvitationLapsed,
    RatedAlready,
    Rating,
    StaffMayNotRate,
    rate,
)
from tongban.oversight.evaluations.jobs import end_what_is_over
from tongban.oversight.evaluations.models import Evaluation, Invitation, Redress
from tongban.oversight.evaluations.queries.invitations import visible_to
from tongban.oversight.evaluations.rules.grades import Grade, Way
from tongban.oversight.evaluations.subscribers import bad_rating_is_opened, case_was_served

from .conftest import FRIDAY, Cast

pytestmark = pytest.mark.django_db


@pytest.mark.req("R-102")
def test_whoever_was_served_is_asked_once_and_by_message(cast: Cast, invited: Invitation) -> None:
    entry = Entry.objects.get(chain=f"case:{invited.case_number}", verb="collect")
    case_was_served(entry)
    case_was_served(entry)
    assert Invitation.objects.filter(case_number=invited.case_number).count() == 1
    told = Outgoing.objects.get(chain=invited.chain)
    assert str(invited.code) in told.payload["text"]
    assert told.address == f"party:{cast('liqiang').party_id}"
    assert not Evaluation.objects.filter(invitation=invited).exists()


@pytest.mark.req("R-102")
def test_staff_neither_rate_nor_see_who_was_asked(cast: Cast, invited: Invitation) -> None:
    for login in ("wangfang", "zhaomin", "chenli", "zhengyawen", "gaoyuan"):
        with pytest.raises(StaffMayNotRate):
            rate(invited, Rating("very_satisfied"), by=cast(login), at=FRIDAY)
        assert not visible_to(cast(login)).exists()
    assert visible_to(cast("liqiang")).filter(pk=invited.pk).exists()
    assert not visible_to(cast("zhouyou")).filter(pk=invited.pk).exists()
    assert str(invited.code) not in str(Entry.objects.filter(chain=invited.chain).values_list("facts", "chain"))


@pytest.mark.req("R-104")
@pytest.mark.parametrize("grade", list(Grade))
def test_every_grade_by_every_way_is_taken_and_kept(cast: Cast, invited: Invitation, grade: Grade) -> None:
    for way in Way:
        with transaction.atomic():
            made = rate(invited, Rating(grade.value, way=way), by=cast("liqiang"), at=FRIDAY)
            assert (made.mark, made.way) == (grade, way)
            transaction.set_rollback(True)
        invited.refresh_from_db()


@pytest.mark.req("R-104")
def test_a_service_is_rated_once_by_whichever_way(cast: Cast, invited: Invitation) -> None:
    rate(invited, Rating("satisfied"), by=cast("liqiang"), at=FRIDAY)
    with pytest.raises(RatedAlready):
        rate(Invitation.objects.get(pk=invited.pk), Rating("satisfied", way=Way.KIOSK), by=NOBODY, at=FRIDAY)
    assert Evaluation.objects.filter(invitation=invited).count() == 1


@pytest.mark.req("R-102")
def test_nothing_is_chosen_for_anybody(cast: Cast, invited: Invitation) -> None:
    with pytest.raises(Invalid) as refusal:
        rate(invited, Rating("", tags=["fast"], words="好" * 501, phone="12"), by=cast("liqiang"), at=FRIDAY)
    assert {each.pointer for each in refusal.value.faults} == {"/grade", "/words", "/phone"}
    with pytest.raises(Invalid):
        rate(invited, Rating("satisfied", tags=["bribe"]), by=cast("liqiang"), at=FRIDAY)


def test_who_keeps_the_name_back_is_named_nowhere(cast: Cast, invited: Invitation) -> None:
    by = cast("liqiang")
    rate(invited, Rating("very_dissatisfied", words="电话13912345678打不通"), by=by, at=FRIDAY)
    entry = Entry.objects.get(chain=invited.chain, verb="rate")
    assert (entry.by_ref, entry.by_name) == ("guest", NOBODY.name)
    made = Evaluation.objects.get(invitation=invited)
    assert "13912345678" not in made.words
    assert not made.may_be_reached
    assert list(verify()) == []


def test_a_stranger_with_the_code_gives_no_name(cast: Cast, invited: Invitation) -> None:
    made = rate(invited, Rating("satisfied", is_named=True, way=Way.QR), by=cast("zhouyou"), at=FRIDAY)
    assert not made.is_named


def test_days_pass_and_silence_is_no_rating(cast: Cast, invited: Invitation) -> None:
    assert lapse(invited, at=FRIDAY) is None
    with pytest.raises(InvitationLapsed):
        rate(invited, Rating("satisfied"), by=cast("liqiang"), at=after(60))
    assert end_what_is_over(at=after(60)) == 1
    invited.refresh_from_db()
    assert invited.status == "lapsed"
    assert not Evaluation.objects.filter(invitation=invited).exists()


@pytest.mark.req("R-105")
def test_what_a_terminal_took_without_a_network_keeps_its_time(cast: Cast, invited: Invitation) -> None:
    given = after(4, 9)
    made = rate(invited, Rating("satisfied", way=Way.KIOSK, rated_at=given), by=NOBODY, at=after(50))
    assert (made.rated_at, made.received_at) == (given, after(50))


@pytest.mark.req("R-107")
def test_a_rating_can_neither_be_changed_nor_deleted(cast: Cast, invited: Invitation) -> None:
    made = rate(invited, Rating("dissatisfied"), by=cast("liqiang"), at=FRIDAY)
    for change in ({"grade": "very_satisfied"}, {"words": "很好"}, {"tags": ["fast"]}, {"rated_at": after(5)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Evaluation.objects.filter(pk=made.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM evaluations_evaluation WHERE id = %s", [made.pk])


@pytest.mark.req("R-111")
def test_a_bad_rating_is_a_task_at_once_and_only_once(cast: Cast, invited: Invitation) -> None:
    rate(invited, Rating("dissatisfied", tags=["over_limit"]), by=cast("liqiang"), at=FRIDAY)
    entry = Entry.objects.get(chain=invited.chain, verb="rate")
    bad_rating_is_opened(entry)
    bad_rating_is_opened(entry)
    task = Redress.objects.get(evaluation__invitation=invited)
    assert (task.agency_id, task.opened_at) == (cast("zhaomin").agency_id, FRIDAY)
    assert (task.contact_by_on, task.staff_id) == (None, cast("zhaomin").staff_id)


def test_a_good_rating_is_no_task(cast: Cast, invited: Invitation) -> None:
    rate(invited, Rating("fairly_satisfied"), by=cast("liqiang"), at=FRIDAY)
    bad_rating_is_opened(Entry.objects.get(chain=invited.chain, verb="rate"))
    assert not Redress.objects.filter(evaluation__invitation=invited).exists()


def test_a_second_case_is_a_second_service(cast: Cast, invited: Invitation) -> None:
    assert invite_for_case(served(cast), at=after(3)).pk != invited.pk

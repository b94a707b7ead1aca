"""The ledger of a case (全程留痕): its state is the fold of its entries, and none of them names a person."""

import pytest
from django.db import connection

from tongban.foundation.kernel.errors import Stale
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.foundation.ledger.sealing import verify
from tongban.handling.cases.commands import delivering, receiving
from tongban.handling.cases.commands.steps import refuse_stale
from tongban.handling.cases.models import Case
from tongban.handling.cases.rules.flow import FLOW
from tongban.handling.cases.rules.news import TELLS, sentence

from .applying import stored_file
from .driving import OF_LIQIANG, accepted, after, day, examined, fresh, received, served
from .invariants import assert_sound

SECRETS = ("李强", OF_LIQIANG, "13893700001", "明月")


def tamper(sql: str, *params: str | int) -> None:
    """What a keeper of the database could do: with the triggers off, past every guard."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(sql, params)
        cursor.execute("SET session_replication_role = origin")


@pytest.mark.req("R-196")
def test_the_whole_way_is_on_record_without_a_word_about_the_person(cast):
    liqiang = cast("liqiang")
    case = served(cast, without=(), wants_deferral=True)
    delivering.close(case, at=after(4))
    assert_sound(case, on=day(4), secrets=SECRETS)
    corrected = received(cast, without=("layout_plan",))
    receiving.ask_correction(corrected, items=[], by=cast("wangfang"), at=after(0, 11))
    files = [{"requirement_code": "layout_plan", "file_ids": [str(stored_file(liqiang).pk)]}]
    receiving.correct(corrected, materials=files, by=liqiang, at=after(1))
    assert_sound(corrected, on=day(1), secrets=SECRETS)
    assert list(verify()) == []


@pytest.mark.req("R-196")
@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM ledger_entry WHERE chain = %s AND seq = 3",
        "DELETE FROM ledger_entry WHERE chain = %s AND seq = 2",
        "UPDATE ledger_entry SET verb = 'reject' WHERE chain = %s AND seq = 2",
        "UPDATE ledger_entry SET facts = '{}' WHERE chain = %s AND seq = 2",
        "UPDATE ledger_entry SET by_ref = 'staff:1' WHERE chain = %s AND seq = 3",
        "UPDATE cases_case SET status = 'reviewing', version = version + 1 WHERE 'case:' || number = %s",
    ],
)
def test_whatever_is_taken_from_a_case_or_changed_in_it_is_found(cast, sql):
    case = examined(cast)
    assert list(verify()) == []
    tamper(sql, case.chain)
    assert list(verify())


def test_the_state_that_no_entry_tells_is_found(cast):
    case = examined(cast)
    tamper("UPDATE cases_case SET status = 'deciding' WHERE id = %s", case.pk)
    assert list(verify())


def test_an_act_tells_the_applicant_or_is_none_of_their_business(cast):
    case = examined(cast)
    told = list(Outgoing.objects.filter(chain=case.chain).order_by("id").values_list("payload__verb", flat=True))
    assert told == ["submit", "accept"]
    assert set(Outgoing.objects.filter(chain=case.chain).values_list("address", flat=True)) == {
        f"party:{case.applicant_id}"
    }


@pytest.mark.parametrize("verb", sorted(TELLS))
def test_every_message_says_which_case_and_whom_to_ask(verb):
    text = sentence(verb, option="食品经营许可", number="62020026000000017", due=day(1))
    assert "62020026000000017" in text
    assert "12345" in text
    assert "{" not in text
    assert verb in FLOW.steps


def test_an_act_on_an_old_page_is_refused_with_what_happened_since(cast):
    case = received(cast)
    seen = fresh(case)
    receiving.accept(case, by=cast("wangfang"), at=after(0, 11))
    with pytest.raises(Stale) as refusal:
        receiving.accept(seen, by=cast("limin"), at=after(0, 12))
    assert [each["verb"] for each in refusal.value.facts["changes"]] == ["accept"]
    with pytest.raises(Stale) as refusal:
        refuse_stale(case, 1)
    assert [each["verb"] for each in refusal.value.facts["changes"]] == ["accept"]
    assert refusal.value.facts["version"] == case.version
    refuse_stale(case, case.version)
    refuse_stale(case, None)


def test_the_version_is_the_number_of_entries(cast):
    case = accepted(cast)
    assert Case.objects.get(pk=case.pk).version == Entry.objects.filter(chain=case.chain).count() == 2

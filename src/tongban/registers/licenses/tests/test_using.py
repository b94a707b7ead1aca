"""A licence instead of a paper (免证办), and questions that are answered with one bit (是否类核验)."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from tongban.foundation.kernel.errors import Invalid
from tongban.foundation.kernel.vault import vault
from tongban.foundation.ledger.models import Entry
from tongban.foundation.ledger.queries import reads_about
from tongban.registers.licenses.commands import NotUsable, answer, refuse_use, revoke, use
from tongban.registers.licenses.jobs import lapse_expired
from tongban.registers.licenses.models import Consent, Ground, LicenseAnswer, LicenseRefusal, LicenseUse
from tongban.registers.licenses.queries import usable, uses_of
from tongban.registers.licenses.rules.predicates import Ask, Evidence, Question, age, evaluate, statement
from tongban.registers.licenses.rules.states import Status
from tongban.registers.parties.models import Party

from .conftest import AT, FACE

CASE = "62020026000000999"


def used(license, by, **changes):
    told = {
        "holder_or_representative": license.holder_id,
        "case_number": CASE,
        "material_code": "business_license",
        "purpose": "办理食品经营许可",
        "consent": Consent.ONLINE,
        "consented_at": AT,
        "by": by,
        "at": AT,
    }
    return use(license, **(told | changes))


@pytest.mark.req("R-129")
def test_a_use_stands_on_the_licence_with_case_purpose_and_consent(given, cast):
    license = given()
    first = used(license, cast("liqiang"))
    assert used(license, cast("liqiang")) == first
    entry = Entry.objects.get(chain=license.chain, verb="use")
    assert (entry.facts["case"], entry.facts["consent"]) == (CASE, "online")
    assert [each.case_number for each in uses_of(license)] == [CASE]


@pytest.mark.req("R-129")
@pytest.mark.parametrize(
    ("lacking", "pointers"),
    [
        ({"case_number": ""}, ["/case_number"]),
        ({"purpose": " "}, ["/purpose"]),
        ({"consent": None}, ["/consent"]),
        ({"consented_at": None}, ["/consent"]),
        ({"consented_at": AT + timedelta(minutes=1)}, ["/consent"]),
        ({"case_number": "", "purpose": "", "consent": None}, ["/case_number", "/purpose", "/consent"]),
    ],
)
def test_a_use_without_case_or_purpose_or_consent_is_refused_and_leaves_nothing(given, cast, lacking, pointers):
    license = given()
    with pytest.raises(Invalid) as refusal:
        used(license, cast("liqiang"), **lacking)
    assert [each.pointer for each in refusal.value.faults] == pointers
    assert not LicenseUse.objects.exists()
    assert not Entry.objects.filter(chain=license.chain, verb="use").exists()


@pytest.mark.req("R-129")
def test_what_was_revoked_a_moment_ago_is_not_used(given, cast):
    license = given()
    revoke(license, ground="行政许可法 第六十九条", reason="样例", by=cast("chenli"), at=AT)
    with pytest.raises(NotUsable, match="撤销"):
        used(license, cast("liqiang"))


def test_another_persons_licence_is_not_used(given, cast):
    with pytest.raises(NotUsable, match="不是申请人"):
        used(given(), cast("zhouyou"), holder_or_representative=Party.objects.get(name="周游").pk)


def test_an_owner_may_use_the_licence_of_the_enterprise_that_they_represent(given, cast, django_assert_num_queries):
    license = given()
    owner = Party.objects.get(name="李强")
    with django_assert_num_queries(1):
        assert usable(owner.pk, ["food_business_license"], on=AT.date()) == [license]


@pytest.mark.req("R-007")
def test_not_taking_a_licence_in_force_is_an_event_with_its_reason(given, cast):
    license = given()
    edition = license.editions.get()
    clerk = cast("wangfang")
    told = {"case_number": CASE, "agency_id": license.issuer_id, "material_code": "m", "by": clerk, "at": AT}
    with pytest.raises(Invalid):
        refuse_use(edition, reason=" ", **told)
    first = refuse_use(edition, reason="系统里打不开", **told)
    assert refuse_use(edition, reason="系统里打不开", **told) == first, "said twice, it is one event"
    assert LicenseRefusal.objects.get().agency_id == clerk.agency_id
    assert Entry.objects.get(chain=license.chain, verb="refuse_use").facts["reason"] == "系统里打不开"


def test_what_is_over_lapses_once(given):
    license = given()
    later = datetime(2031, 11, 23, 3, 0, tzinfo=AT.tzinfo)
    assert (lapse_expired(at=AT), lapse_expired(at=later), lapse_expired(at=later)) == (0, 1, 0)
    license.refresh_from_db()
    assert license.status == Status.LAPSED


@pytest.mark.req("R-129")
def test_a_question_is_answered_with_one_signed_bit_and_no_field_leaves(given, cast):
    license = given()
    question = Question(Ask.IN_FORCE, "food_business_license")
    told: dict[str, Any] = {"case_number": CASE, "purpose": "核对主体", "ground": Ground.DUTY, "at": AT}
    made = answer(license.holder, question, by=cast("zhaomin"), **told)
    assert made.answer is True
    signed = statement(question, True, **told)
    assert vault().verify(signed, made.signature)
    assert not vault().verify(statement(question, False, **told), made.signature)
    assert not vault().verify(statement(question, True, **(told | {"ground": "online"})), made.signature)
    everything = " ".join(str(getattr(made, each.attname)) for each in made._meta.concrete_fields) + signed.decode()
    secrets = [value for name, value in FACE.items() if isinstance(value, str) and name != "items"]
    assert not [value for value in (*secrets, license.identifier, license.holder.name) if value in everything]
    seen = reads_about(f"party:{license.holder_id}").rows[0]
    assert (seen.purpose, seen.subject) == ("核对主体", f"case:{CASE}")


@pytest.mark.req("R-129")
@pytest.mark.parametrize("lacking", [{"case_number": ""}, {"purpose": " "}, {"ground": None}])
def test_a_question_without_case_or_purpose_or_ground_is_not_answered(given, cast, lacking):
    holder = given().holder
    told = {"case_number": CASE, "purpose": "核对主体", "ground": Ground.DUTY, "by": cast("zhaomin"), "at": AT}
    with pytest.raises(Invalid) as refusal:
        answer(holder, Question(Ask.IN_FORCE, "food_business_license"), **(told | lacking))
    assert [each.pointer for each in refusal.value.faults] == [f"/{next(iter(lacking))}"]
    assert not LicenseAnswer.objects.exists()
    assert not reads_about(f"party:{holder.pk}").rows


@drawn(st.dates(date(1900, 1, 1), date(2026, 1, 1)), st.integers(0, 130))
def test_one_is_of_age_from_the_birthday_on(born_on, years):
    on = date(2026, 11, 23)
    said = evaluate(Question(Ask.AGE_AT_LEAST, str(years)), Evidence(born_on=born_on), on=on)
    assert said is (age(born_on, on) >= years)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (Question(Ask.REGISTERED_HERE, "620201"), True),
        (Question(Ask.REGISTERED_HERE, "6201"), False),
        (Question(Ask.REGISTERED_HERE, ""), False),
        (Question(Ask.HOLDS, "id_card"), True),
        (Question(Ask.IN_FORCE, "id_card"), False),
        (Question(Ask.AGE_AT_LEAST, "x"), False),
    ],
)
def test_what_is_not_known_is_no(question, expected):
    known = Evidence(division_code="620201001", held_types={"id_card"})
    assert evaluate(question, known, on=date(2026, 11, 23)) is expected

"""Licences from elsewhere: believed by the trust list only, whatever the line does (R-128)."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
import yaml
from django.conf import settings
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tongban.exchange.connectors.foreign_licenses.adapter import HttpLicenseLine
from tongban.exchange.connectors.foreign_licenses.simulator import Faults, SimulatedRegister, public_part
from tongban.foundation.kernel.clock import LOCAL
from tongban.registers.licenses.bound import BOUND
from tongban.registers.licenses.ports import LineDown
from tongban.registers.licenses.queries import foreign_verification
from tongban.registers.licenses.rules.foreign import Answer, Partner, Standing, Why, judge, partner_of, read_partners

ROWS = yaml.safe_load((settings.CITY / "license_partners.yaml").read_bytes())["partners"]
[PARTNER] = read_partners(ROWS).values()
SAMPLES: list[dict[str, Any]] = ROWS[0]["samples"]
GOOD, ENDED, OLD, NEW, UNMAPPED = (each["identifier"] for each in SAMPLES)
STRANGER = "1.2.156.3005.2.11100000000013338W011.1162990270200003X0.20240000005.001.C"
UNHEARD = "1.2.156.3005.2.11100000000013338W011.116299017030000236.20990000009.001.I"
AT = datetime(2026, 11, 23, 10, 0, tzinfo=LOCAL)
ON = date(2026, 11, 23)


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The trust list with a simulated register behind it, as bad as told."""

    def bind(faults: Faults | None = None) -> SimulatedRegister:
        register = SimulatedRegister(PARTNER, SAMPLES, faults)
        monkeypatch.setattr(BOUND, "partners", {PARTNER.code: PARTNER})
        monkeypatch.setattr(BOUND, "lines", {PARTNER.code: register})
        return register

    return bind


def answered(identifier: str, *, nonce: str = "n") -> Answer:
    return SimulatedRegister(PARTNER, SAMPLES).ask(identifier, nonce, at=AT)


def test_the_trust_list_states_the_key_of_the_simulated_register():
    assert PARTNER.is_sample
    assert PARTNER.public_key == public_part(PARTNER.code)


@pytest.mark.req("R-128")
@pytest.mark.parametrize(
    ("identifier", "standing", "type_key"),
    [
        (GOOD, Standing.IN_FORCE, "id_card"),
        (ENDED, Standing.OVER, "id_card"),
        (OLD, Standing.SUPERSEDED, "business_license"),
        (NEW, Standing.IN_FORCE, "business_license"),
        (UNMAPPED, Standing.IN_FORCE, ""),
    ],
)
def test_a_foreign_licence_is_verified_by_the_trust_list_and_its_type_is_mapped(identifier, standing, type_key):
    found = judge(answered(identifier), identifier, "n", PARTNER, at=AT, on=ON)
    assert (found.standing, found.type_key) == (standing, type_key)
    assert found.issuer in PARTNER.issuers.values()


@pytest.mark.req("R-128")
@pytest.mark.parametrize(
    ("identifier", "nonce", "at", "why"),
    [
        (GOOD, "another", AT, Why.OTHER),
        (NEW, "n", AT, Why.OTHER),
        (GOOD, "n", AT + timedelta(minutes=6), Why.STALE),
    ],
)
def test_an_answer_to_another_question_or_of_another_hour_is_no_answer(identifier, nonce, at, why):
    found = judge(answered(GOOD), identifier, nonce, PARTNER, at=at, on=ON)
    assert (found.standing, found.why) == (Standing.UNVERIFIABLE, why)


@pytest.mark.req("R-128")
@given(place=st.integers(min_value=0), byte=st.integers(min_value=32, max_value=126))
@hypothesis_settings(max_examples=60, deadline=None)
def test_no_changed_answer_makes_a_licence_valid(place, byte):
    whole = answered(GOOD)
    place %= len(whole.body)
    changed = whole.body[:place] + chr(byte) + whole.body[place + 1 :]
    found = judge(Answer(body=changed, signature=whole.signature), GOOD, "n", PARTNER, at=AT, on=ON)
    assert found.standing is (Standing.IN_FORCE if changed == whole.body else Standing.UNVERIFIABLE)


@pytest.mark.req("R-128")
def test_who_signs_with_a_key_that_is_not_on_the_list_proves_nothing():
    other = SimulatedRegister(Partner("629902", "别处", "", {}, {}), SAMPLES)
    found = judge(other.ask(GOOD, "n", at=AT), GOOD, "n", PARTNER, at=AT, on=ON)
    assert found.why is Why.BAD_SIGNATURE


@pytest.mark.req("R-205")
def test_an_answer_that_comes_twice_is_no_answer_to_the_second_question():
    register = SimulatedRegister(PARTNER, SAMPLES, Faults(duplicates=1.0))
    first = register.ask(GOOD, "n", at=AT)
    again = register.ask(ENDED, "m", at=AT)
    assert again == first
    assert judge(again, ENDED, "m", PARTNER, at=AT, on=ON).why is Why.OTHER


@pytest.mark.req("R-128")
@pytest.mark.django_db
def test_an_unknown_issuer_cannot_be_verified_and_nobody_is_asked(line):
    line()
    assert partner_of(STRANGER, [PARTNER]) is None
    asked = foreign_verification(STRANGER, at=AT)
    assert (asked.found.standing.label, asked.found.why) == ("无法核验", Why.NOT_ON_LIST)
    assert not asked.is_in_force
    assert asked.answered_by == ""


@pytest.mark.req("R-128")
@pytest.mark.django_db
def test_what_the_issuer_does_not_know_or_nobody_connects_cannot_be_verified(line, monkeypatch):
    line()
    assert foreign_verification(UNHEARD, at=AT).found.why is Why.NOT_THERE
    monkeypatch.setattr(BOUND, "lines", {})
    assert foreign_verification(GOOD, at=AT).found.why is Why.NO_LINE


@pytest.mark.req("R-128")
@pytest.mark.django_db
@pytest.mark.parametrize(
    "faults",
    [Faults(loss=1.0), Faults(delay=1.0), Faults(bad_data=1.0), Faults(3, 0.3, 0.3, 0.3, 0.3)],
)
def test_whatever_the_line_does_only_the_licence_in_force_is_ever_in_force(line, faults):
    register = line(faults)
    found = [foreign_verification(each, at=AT) for _ in range(10) for each in (GOOD, ENDED, OLD, UNHEARD, STRANGER)]
    assert {each.found.said.identifier for each in found if each.is_in_force and each.found.said} <= {GOOD}
    assert "不是真的" in register.name
    if max(faults.loss, faults.delay, faults.bad_data) == 1.0:
        assert not any(each.is_in_force for each in found)


@pytest.mark.django_db
def test_the_type_of_ours_is_named_where_there_is_one(line):
    line()
    assert foreign_verification(GOOD, at=AT).counts_as == "居民身份证"
    assert foreign_verification(UNMAPPED, at=AT).counts_as == ""


def test_the_real_line_takes_https_only_and_nobody_who_answers_is_no_answer():
    with pytest.raises(AssertionError):
        HttpLicenseLine("629901", "样例市", "http://example.invalid", "t")
    with pytest.raises(LineDown):
        HttpLicenseLine("629901", "样例市", "http://127.0.0.1:9", "t").ask(GOOD, "n", at=AT)
    assert "secret" not in repr(HttpLicenseLine("629901", "样例市", "https://example.invalid", "secret"))


def test_an_issuer_with_two_partners_is_an_error_of_the_data():
    with pytest.raises(ValueError, match="two partners"):
        read_partners([*ROWS, {**ROWS[0], "code": "629903"}])

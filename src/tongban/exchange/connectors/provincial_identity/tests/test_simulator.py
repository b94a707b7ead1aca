"""The simulated province keeps the contract: a code is signed, short-lived, single-use and of one browser."""

from datetime import datetime, timedelta
from time import perf_counter

import pytest

from tongban.exchange.connectors.provincial_identity import contract
from tongban.exchange.connectors.provincial_identity.simulator import SAMPLES, Fault, Simulator
from tongban.foundation.kernel.clock import LOCAL
from tongban.registers.parties.numbers import number_faults, phone_faults
from tongban.registers.parties.ports import ProvincialRefused
from tongban.registers.parties.rules import RealNameLevel

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-088")]
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=LOCAL)
SUBJECT = "gs-demo-0001"
STATE = "a-state"


def refusal(simulator: Simulator, code: str, *, state: str = STATE, at: datetime = NOW) -> ProvincialRefused:
    with pytest.raises(ProvincialRefused) as raised:
        simulator.identify(code, state=state, at=at)
    assert raised.value.message
    return raised.value


def code_of(simulator: Simulator) -> str:
    return simulator.grant(SUBJECT, state=STATE, at=NOW)


def test_a_code_is_exchanged_for_the_person_who_was_chosen():
    simulator = Simulator()
    person = simulator.identify(code_of(simulator), state=STATE, at=NOW)
    assert (person.name, person.level) == ("李强", RealNameLevel.FACE)


def test_neither_the_code_nor_a_log_line_names_anybody():
    simulator = Simulator()
    assert "6202" not in code_of(simulator)
    person = simulator.identify(code_of(simulator), state=STATE, at=NOW)
    assert "李强" not in repr(person)
    assert "6202" not in repr(person)


def test_a_code_is_good_once():
    simulator, code = Simulator(), code_of(Simulator())
    simulator.identify(code, state=STATE, at=NOW)
    assert refusal(simulator, code).reason_code == "replayed"


def test_a_code_is_good_for_a_minute():
    code = code_of(Simulator())
    late = NOW + timedelta(seconds=60)
    assert refusal(Simulator(), code, at=late).reason_code == "expired"
    assert Simulator().identify(code, state=STATE, at=late - timedelta(seconds=1))


def test_a_code_of_another_browser_is_refused_and_not_spent():
    code = code_of(Simulator())
    assert refusal(Simulator(), code, state="another").reason_code == "state_mismatch"
    assert Simulator().identify(code, state=STATE, at=NOW)


@pytest.mark.parametrize("bend", ["", "x", "é.é", "a.b", "..", "A" * 5000, "{code}x", "x{code}", "{body}.", "{other}"])
def test_a_forged_code_is_refused(bend: str):
    code = code_of(Simulator())
    body, _, signature = code.partition(".")
    other = simulator_body_of_another() + "." + signature
    text = bend.format(code=code, body=body, other=other)
    assert refusal(Simulator(), text).reason_code == "forged"


def simulator_body_of_another() -> str:
    return Simulator().grant("gs-demo-0002", state=STATE, at=NOW).partition(".")[0]


@pytest.mark.parametrize(
    ("fault", "reason"),
    [(Fault.REFUSED, "refused"), (Fault.EXPIRED, "expired"), (Fault.REPLAYED, "replayed")],
)
def test_the_province_can_fail(fault: Fault, reason: str):
    simulator = Simulator(fault)
    assert refusal(simulator, code_of(simulator)).reason_code == reason


def test_the_province_can_name_somebody_else():
    simulator = Simulator(Fault.MISMATCHED)
    assert simulator.identify(code_of(simulator), state=STATE, at=NOW).name != SAMPLES[SUBJECT].name


def test_a_slow_province_is_waited_for_and_a_silent_one_given_up_within_a_second():
    slow, silent = Simulator(Fault.DELAYED, delay=0.05), Simulator(Fault.DELAYED, delay=9)
    assert slow.identify(code_of(slow), state=STATE, at=NOW).name == "李强"
    began = perf_counter()
    assert refusal(silent, code_of(silent)).reason_code == "unavailable"
    assert perf_counter() - began < 1


def test_nobody_who_is_not_listed_gets_a_code():
    with pytest.raises(ProvincialRefused):
        Simulator().grant("gs-demo-9999", state=STATE, at=NOW)


def test_the_samples_are_usable():
    for each in SAMPLES.values():
        assert number_faults(each.id_kind, each.id_number)[1] == []
        assert phone_faults(each.phone)[1] == []
    assert contract.ANSWERS_WITHIN < 1

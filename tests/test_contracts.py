"""Every line by its published contract: both ends take what it allows and refuse the rest, faults included (R-205).

The schema itself is compared with docs/connectors by the test of the drawings.
"""

import json
import re
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import pytest

from tongban.config.connectors import CONNECTORS
from tongban.exchange.connectors.foreign_codes.contract import HOLDER
from tongban.exchange.connectors.foreign_codes.simulator import Fault as CodeFault
from tongban.exchange.lines.contract import Call, Unreadable, understood, written
from tongban.exchange.lines.systems import Connector
from tongban.foundation.kernel.errors import Declined

from .contracts import ADAPTERS, MESSAGES, OtherEnd, example, serving, speak, spoilt
from .simulators import SIMULATORS, card_said, prepared, said_by

pytestmark = pytest.mark.req("R-205")
SPOKEN = [(line, call) for line in CONNECTORS for call in line.calls]


def of(spoken: list[tuple[Connector, Call]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("line", "call"), spoken, ids=[f"{line.key}-{call.act}" for line, call in spoken])


SIMULATED = [(line, call) for line, call in SPOKEN if line.key in SIMULATORS]
WITH_RECEIPT = [
    (line, call) for line, call in SIMULATED if (line.key, call.act) in MESSAGES and call.answers and call.act != "ask"
]
ANSWERED = [(line, call) for line, call in SPOKEN if call.answers is not None]


@pytest.fixture(scope="module")
def ends() -> list[OtherEnd]:
    return []


@pytest.fixture(scope="module")
def address(ends: list[OtherEnd]) -> Iterator[str]:
    with serving(ends) as found:
        yield found


def test_every_line_has_a_published_contract_or_says_where_it_stands() -> None:
    for line in CONNECTORS:
        assert bool(line.calls) is not bool(line.elsewhere), line.key
        assert len({(each.method, each.path) for each in line.calls}) == len(line.calls)
        if line.calls:
            assert line.adapter is not None
            assert {each.act for each in line.calls} <= set(dir(line.adapter)), "a call is an act of the port"
            assert line.key in ADAPTERS
            assert line.key in SIMULATORS or line.key == "foreign_codes"


@of(SPOKEN)
def test_our_end_says_and_takes_what_the_contract_allows(
    line: Connector, call: Call, ends: list[OtherEnd], address: str
) -> None:
    other = OtherEnd(call, example(call.answers) if call.answers is not None else {})
    ends.append(other)
    speak(line.key, call, ADAPTERS[line.key](address))
    assert len(other.heard) == 1
    message = MESSAGES.get((line.key, call.act))
    assert message is None or other.heard == [_on_the_line(message)]


@of(ANSWERED)
def test_our_end_refuses_every_answer_that_the_contract_does_not_allow_and_says_where(
    line: Connector, call: Call, ends: list[OtherEnd], address: str
) -> None:
    end, tried = ADAPTERS[line.key](address), 0
    for place, wrong in spoilt(call.answers):
        ends.append(OtherEnd(call, wrong))
        with pytest.raises(Declined) as refused:
            speak(line.key, call, end)
        assert refused.value.status == HTTPStatus.SERVICE_UNAVAILABLE, (place, wrong)
        assert "读不出来" in refused.value.message
        assert place.split(".")[0] in refused.value.facts["where"], (place, wrong)
        tried += 1
    assert tried >= 2


@of([(line, call) for line, call in SPOKEN if call.says is not None])
def test_the_other_end_refuses_every_message_that_the_contract_does_not_allow_and_says_where(
    line: Connector, call: Call
) -> None:
    assert _on_the_line(understood(example(call.says), call.says)) == example(call.says)
    for place, wrong in spoilt(call.says):
        with pytest.raises(Unreadable) as refused:
            understood(wrong, call.says)
        assert place in refused.value.where
        assert re.search("缺少|不合接口约定", refused.value.words)


@of([(line, call) for line, call in SPOKEN if call.rows is not None])
def test_a_row_of_a_list_is_read_or_refused_by_itself(line: Connector, call: Call) -> None:
    understood(example(call.rows), call.rows)
    for _, wrong in spoilt(call.rows):
        with pytest.raises(Unreadable):
            understood(wrong, call.rows)


@pytest.mark.django_db
@of(SIMULATED)
def test_a_simulator_answers_as_the_contract_says(line: Connector, call: Call) -> None:
    prepared()
    answer = said_by(line.key, call, SIMULATORS[line.key]({}))
    if call.answers is not None:
        call.understood(answer)
    for row in answer if call.rows is not None else ():
        understood(row, call.rows)


@pytest.mark.django_db
@of(SIMULATED)
def test_a_line_that_loses_calls_is_a_system_that_is_away(line: Connector, call: Call) -> None:
    prepared()
    with pytest.raises(Declined) as refused:
        said_by(line.key, call, SIMULATORS[line.key]({"loss": 1.0}))
    assert refused.value.status == HTTPStatus.SERVICE_UNAVAILABLE


@pytest.mark.django_db
@of(WITH_RECEIPT)
def test_what_comes_late_twice_or_with_a_bad_receipt_has_one_effect_in_the_end(line: Connector, call: Call) -> None:
    """The same message over a bad line each time; at last a receipt says that it was there before."""
    prepared()
    end, number = SIMULATORS[line.key], written(MESSAGES[line.key, call.act]).get("number")
    with pytest.raises(Declined):
        said_by(line.key, call, end({"delay": 1.0}))
    said_by(line.key, call, end({"duplicates": 1.0}))
    bad = said_by(line.key, call, end({"bad": 1.0}))
    is_receipt = number is None or number in bad.values()
    assert is_receipt or bad["number"] == "", "a bad receipt is no receipt of this message"
    last = said_by(line.key, call, end({}))
    assert last["is_repeat"] is True
    assert call.understood(last)


@pytest.mark.django_db
@pytest.mark.parametrize("fault", [CodeFault.NONE, CodeFault.TWICE, CodeFault.WRONG, CodeFault.OTHER])
def test_an_issuer_of_codes_answers_as_the_contract_says_whatever_is_wrong_in_it(fault: CodeFault) -> None:
    HOLDER.understood(card_said(fault))


@pytest.mark.django_db
@pytest.mark.parametrize("fault", [CodeFault.LATE, CodeFault.LOST])
def test_an_issuer_of_codes_can_be_away(fault: CodeFault) -> None:
    with pytest.raises(Declined) as refused:
        card_said(fault)
    assert refused.value.status == HTTPStatus.SERVICE_UNAVAILABLE


def test_a_refusal_names_the_place_in_words() -> None:
    with pytest.raises(Unreadable) as refused:
        HOLDER.understood({"name": "李强", "id_kind": "id_card"})
    assert (refused.value.where, refused.value.words) == ("id_number", "缺少id_number")
    with pytest.raises(Unreadable) as refused:
        HOLDER.understood([])
    assert refused.value.words == "$不合接口约定"


def _on_the_line(message: Any) -> Any:
    return json.loads(json.dumps(written(message)))

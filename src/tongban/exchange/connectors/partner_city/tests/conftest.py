"""The sample city on the other end of the line, as badly as a test wants it."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest

from tongban.exchange.connectors.partner_city.simulator import Faults, SimulatedCity
from tongban.foundation.kernel.codes.damm import damm_digit
from tongban.handling.cases.tests.applying import MONDAY
from tongban.handling.crossing.partners import BOUND, agreement
from tongban.handling.crossing.rules.letters import local_text
from tongban.handling.crossing.tests.stories import CITY
from tongban.registers.documents import shelf

from .applying import closed_part_for, option_code


@pytest.fixture(autouse=True)
def own_shelf(settings: Any, tmp_path: Any) -> None:
    settings.DATA = tmp_path
    shelf.place_of(b"\x01" * 32).parent.mkdir(parents=True, exist_ok=True)


@pytest.fixture
def bind() -> Iterator[Callable[..., SimulatedCity]]:
    """`bind(loss=0.3)` binds the simulated city with these faults."""
    before = dict(BOUND.lines)

    def make(**faults: Any) -> SimulatedCity:
        city = SimulatedCity(agreement(CITY), Faults(**faults))
        BOUND.lines[CITY] = city
        return city

    BOUND.lines.clear()
    yield make
    BOUND.lines.clear()
    BOUND.lines.update(before)


@pytest.fixture
def lodge_there() -> Callable[..., str]:
    """The other city receives an application for us; the number under which it runs."""

    def lodge(city: SimulatedCity, short: str = "000511014000-01", *, at: datetime = MONDAY, **facts: Any) -> str:
        body = f"{CITY}26{len(short):08}"
        number = body + damm_digit(body)
        told = {
            "received_at": local_text(at),
            "matter": option_code(short),
            "originals": ["disability_card"],
            "names": [{"code": "disability_card", "name": "残疾人证"}],
            "way": "post",
            "tracking": "MN1",
        }
        city.lodge(number, told | facts, closed_part_for(short), at=at)
        return number

    return lodge

"""The agreement of the sample city in force; without a line, as a city without a partner's address."""

from collections.abc import Iterator

import pytest

from tongban.handling.crossing.partners import BOUND


@pytest.fixture(autouse=True)
def no_lines() -> Iterator[None]:
    before = dict(BOUND.lines)
    BOUND.lines.clear()
    yield
    BOUND.lines.clear()
    BOUND.lines.update(before)

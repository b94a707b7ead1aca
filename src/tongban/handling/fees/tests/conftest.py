"""A restaurant whose list has two fees, and 王芳 with a till."""

from collections.abc import Callable, Iterator

import pytest

from tongban.foundation.kernel.actors import Actor
from tongban.handling.cases.models import Case
from tongban.handling.cases.tests.applying import MONDAY
from tongban.handling.cases.tests.driving import listed, received
from tongban.handling.fees.commands.tills import open_till
from tongban.handling.fees.models import Till
from tongban.registers.catalog.content import Basis, Fee

BASIS = Basis(law="行政事业性收费标准（样例）", article="第一条")
FEE = Fee(name="工本费（样例）", standard="20元/证（样例）", amount=2000, basis=BASIS, reduction="低保户减半。")
BY_AREA = Fee(name="占用费（样例）", standard="每平方米0.5元（样例）", basis=BASIS)


@pytest.fixture
def case(cast: Callable[..., Actor]) -> Iterator[Case]:
    with listed(fees=(FEE, BY_AREA)):
        yield received(cast)


@pytest.fixture
def wangfang(cast: Callable[..., Actor]) -> Actor:
    return cast("wangfang")


@pytest.fixture
def till(wangfang: Actor) -> Till:
    return open_till("综合窗口3号", float_amount="100", by=wangfang, at=MONDAY)

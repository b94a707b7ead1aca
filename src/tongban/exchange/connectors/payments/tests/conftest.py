"""A restaurant whose fee may be paid online, over a simulated platform that a test can make as bad as it wants."""

from collections.abc import Callable, Iterator

import pytest
from msgspec.structs import replace

from tongban.exchange.connectors.payments.simulator import Simulator
from tongban.exchange.lines.misbehaving import LineFaults
from tongban.foundation.kernel.actors import Actor
from tongban.handling.cases.models import Case
from tongban.handling.cases.tests.applying import MONDAY
from tongban.handling.cases.tests.driving import listed, received
from tongban.handling.fees.bound import BOUND
from tongban.handling.fees.commands.charging import charge
from tongban.handling.fees.commands.tills import open_till
from tongban.handling.fees.models import Charge, Till
from tongban.handling.fees.tests.conftest import BY_AREA, FEE

ONLINE = replace(FEE, may_pay_online=True)


@pytest.fixture(autouse=True)
def line() -> Iterator[Callable[[LineFaults], Simulator]]:
    """The bound platform, a good one; called with faults, one that has them."""
    before = (BOUND.line, BOUND.return_to, BOUND.notify_at)

    def bound(faults: LineFaults) -> Simulator:
        BOUND.line = Simulator(faults)
        return BOUND.line

    bound(LineFaults())
    BOUND.return_to = lambda number, code: f"https://city.example/cases/{number}/fees/{code}"
    yield bound
    BOUND.line, BOUND.return_to, BOUND.notify_at = before


@pytest.fixture
def case(cast: Callable[..., Actor]) -> Iterator[Case]:
    with listed(fees=(ONLINE, BY_AREA)):
        yield received(cast)


@pytest.fixture
def wangfang(cast: Callable[..., Actor]) -> Actor:
    return cast("wangfang")


@pytest.fixture
def liqiang(cast: Callable[..., Actor]) -> Actor:
    return cast("liqiang")


@pytest.fixture
def till(wangfang: Actor) -> Till:
    return open_till("综合窗口3号", float_amount="100", by=wangfang, at=MONDAY)


@pytest.fixture
def owed(case: Case, wangfang: Actor) -> Charge:
    return charge(case, fee=ONLINE.name, by=wangfang, at=MONDAY)

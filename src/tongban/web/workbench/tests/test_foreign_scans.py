"""The scan box takes codes of others (R-157): each leads to the same person, who is asked on their own screen."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from tongban.exchange.connectors.foreign_codes.rules import ForeignKind
from tongban.exchange.connectors.foreign_codes.simulator import SAMPLES, Fault, shown_code
from tongban.exchange.connectors.foreign_codes.tests.simulating import simulated
from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.registers.codes.commands import agree
from tongban.registers.codes.models import Scan

pytestmark = pytest.mark.django_db
AtDesk = Callable[[str], Client]


@pytest.fixture(autouse=True)
def issuers() -> Iterator[None]:
    with simulated():
        yield


def shown(kind: ForeignKind, who: str = "liqiang", fault: Fault = Fault.NONE) -> str:
    return shown_code(kind, SAMPLES[who], fault=fault, at=now())


@pytest.mark.req("R-157")
@pytest.mark.parametrize("kind", ForeignKind)
def test_the_window_scans_it_and_intake_begins_after_consent(
    at_desk: AtDesk, cast: Callable[..., Actor], kind: ForeignKind
) -> None:
    desk, holder = at_desk("wangfang"), cast("liqiang", now())
    sent = desk.post("/workbench/scan", {"q": shown(kind)})
    assert sent.status_code == 302
    waiting = desk.get(sent["Location"]).content.decode()
    assert kind.label in waiting
    assert "620201199003070017" not in waiting
    agree(Scan.objects.get(), claims=["name", "id_number"], by=holder, at=now())
    seen = desk.get(sent["Location"]).content.decode()
    assert "李强" in seen
    assert "给他收件" in seen


@pytest.mark.req("R-157")
@pytest.mark.parametrize(
    ("who", "fault", "status", "said"),
    [
        ("anxiaoyu", Fault.NONE, 409, "还没有在本市注册过"),
        ("liqiang", Fault.OTHER, 409, "对不上"),
        ("liqiang", Fault.LATE, 503, "现在没有回应"),
        ("liqiang", Fault.WRONG, 503, "读不出来"),
    ],
)
def test_a_refusal_says_what_to_do_instead(at_desk: AtDesk, who: str, fault: Fault, status: int, said: str) -> None:
    answer = at_desk("wangfang").post("/workbench/scan", {"q": shown(ForeignKind.MEDICAL_INSURANCE, who, fault)})
    assert answer.status_code == status
    page = answer.content.decode()
    assert said in page
    assert "出示证件" in page


def test_the_second_scan_of_one_code_is_refused(at_desk: AtDesk) -> None:
    desk, text = at_desk("wangfang"), shown(ForeignKind.HEALTH_CARD)
    assert desk.post("/workbench/scan", {"q": text}).status_code == 302
    assert "已经用过一次" in desk.post("/workbench/scan", {"q": text}).content.decode()
    assert Scan.objects.count() == 1


def test_what_only_looks_like_one_is_looked_for_elsewhere(at_desk: AtDesk) -> None:
    answer: Any = at_desk("wangfang").post("/workbench/scan", {"q": "28" + "1" * 25})
    assert answer.status_code == 200
    assert not Scan.objects.exists()

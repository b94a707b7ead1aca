"""Requests of the cast: 人社局 asks for people's basics of 公安局, for enterprises of 市场监管局."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from conftest import MONDAY

from tongban.exchange.sharing.commands import answering, asking, granting
from tongban.exchange.sharing.models import SharingRequest
from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.clock import local_day
from tongban.registers.parties.commands import register_client
from tongban.registers.resources.models import DataResource

Cast = Callable[..., Actor]
TODAY = local_day(MONDAY)
CLIENT = "hr-system"
ASKER, ASKING_LEADER, OFFICER = "zhuzhiyuan", "yuyanhong", "xiaohongwei"


def resource(code: str) -> DataResource:
    return DataResource.objects.select_related("owner").get(code=code)


def asked(cast: Cast, code: str = "person-basics", **changes: Any) -> SharingRequest:
    said: dict[str, Any] = {
        "fields": ["name", "born-on"],
        "purpose": "核对失业登记人的身份",
        "duty": "就业促进法 第三十五条",
        "from_on": TODAY,
        "until_on": TODAY + timedelta(days=180),
        "by": cast(ASKER),
        "at": MONDAY,
    }
    return asking.ask(resource(code), **said | changes)


def approved(cast: Cast, **changes: Any) -> SharingRequest:
    return answering.approve(asked(cast, **changes), by=cast(OFFICER), at=MONDAY)


def refused(cast: Cast) -> SharingRequest:
    return answering.refuse(
        asked(cast),
        ground="beyond_need",
        basis="就业促进法 第三十五条没有要求出生日期",
        reason="出生日期用身份证核对就可以。",
        by=cast(OFFICER),
        at=MONDAY,
    )


def system_of_asker() -> Actor:
    """The asking body's system, as it calls."""
    register_client(name=CLIENT, scopes=["sharing:read"], agency_key="human-resources", by=SYSTEM, at=MONDAY)
    return Actor(name=CLIENT, client=CLIENT, agency="市人社局", channel="api")


def active(cast: Cast, **changes: Any) -> tuple[SharingRequest, Actor]:
    """A grant in use, and the system that may use it."""
    system = system_of_asker()
    agreed = granting.agree(approved(cast, **changes), by=cast(ASKING_LEADER), at=MONDAY)
    return granting.activate(agreed, client=CLIENT, by=cast(OFFICER), at=MONDAY), system

"""Data shared between bodies for the pages that show it: a grant with a use, a request that waits, a demand."""

from collections.abc import Callable
from datetime import timedelta

from tongban.exchange.connectors.provincial_data.bound import BOUND
from tongban.exchange.connectors.provincial_data.commands.pulling import pull
from tongban.exchange.connectors.provincial_data.models import ReturnedBatch
from tongban.exchange.connectors.provincial_data.simulator import DataFaults, SimulatedPlatform
from tongban.exchange.resolving.commands.deciding import join
from tongban.exchange.resolving.commands.resolving import resolve_all
from tongban.exchange.resolving.models import Pair
from tongban.exchange.sharing.commands import answering, asking, granting
from tongban.exchange.sharing.commands.using import use
from tongban.exchange.sharing.models import SharingRequest
from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.clock import local_day, now
from tongban.registers.agencies.models import Agency
from tongban.registers.parties.commands import register_client
from tongban.registers.resources.commands.census import open_census
from tongban.registers.resources.models import CensusSheet, DataResource

Cast = Callable[[str], Actor]
CLIENT = "hr-employment"


def people_the_data(cast: Cast) -> dict[str, str]:
    """What the addresses need: a grant in use, a request that waits for its answer, a demand."""
    officer, leader, at = cast("xiaohongwei"), cast("yuyanhong"), now()
    register_client(name=CLIENT, scopes=["sharing:read"], agency_key="human-resources", by=SYSTEM, at=at)
    granted, waiting = (_asked(cast) for _ in range(2))
    answering.approve(granted, by=officer, at=at)
    granting.agree(granted, by=leader, at=at)
    granting.activate(granted, client=CLIENT, by=officer, at=at)
    system = Actor(name=CLIENT, client=CLIENT, agency="市人社局", channel="api")
    use(granted.number, key="620201199003070017", matter="失业登记", by=system, at=at)
    demand = asking.post_demand("婚姻登记信息", purpose="提取公积金时核对婚姻状况", by=cast("zhanghongxia"), at=at)
    bodies = list(Agency.objects.filter(key__in=["market-regulation", "health"]))
    today, supervisor = local_day(at), cast("zhengyawen")
    open_census("数据资源普查（样例）", agencies=bodies, opens_on=today, due_on=today, by=supervisor, at=at)
    sheet = str(CensusSheet.objects.get(agency__key="market-regulation").pk)
    for each in BOUND.datasets:
        pull(each, SimulatedPlatform(), at=at - timedelta(days=1))
    resolve_all(at=at)
    pull(BOUND.datasets[0], SimulatedPlatform(DataFaults(bad_rows=0.6)), at=at)
    returned = str(ReturnedBatch.objects.latest("pk").pk)
    pair, other, *_ = Pair.objects.order_by("pk")
    join(pair, reason="问过，是一家（样例）", by=supervisor, at=at)
    return {
        "pair": str(pair.pk),
        "open_pair": str(other.pk),
        "subject": str(pair.left_id),
        "sheet": sheet,
        "returned": returned,
        "grant": granted.number,
        "sharing": waiting.number,
        "demand": demand.number,
    }


def _asked(cast: Cast) -> SharingRequest:
    today = local_day(now())
    return asking.ask(
        DataResource.objects.select_related("owner").get(code="person-basics"),
        fields=["name", "born-on"],
        purpose="核对失业登记人的身份",
        duty="就业促进法 第三十五条",
        from_on=today,
        until_on=today + timedelta(days=90),
        by=cast("zhuzhiyuan"),
        at=now(),
    )

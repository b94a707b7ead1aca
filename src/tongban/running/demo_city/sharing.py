"""Sharing in the demo city (演示共享): a grant in use, one that waits, one in coordination, one granted at once."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from tongban.exchange.connectors.provincial_data.bound import BOUND
from tongban.exchange.connectors.provincial_data.commands.pulling import pull
from tongban.exchange.connectors.provincial_data.simulator import DataFaults, SimulatedPlatform
from tongban.exchange.resolving.commands.deciding import join, keep_apart
from tongban.exchange.resolving.commands.resolving import resolve_all
from tongban.exchange.resolving.models import Pair
from tongban.exchange.sharing.commands import answering, asking, granting
from tongban.exchange.sharing.commands.using import use
from tongban.exchange.sharing.models import SharingRequest
from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.clock import local_day
from tongban.handling.cases.models import Case
from tongban.registers.agencies.models import Agency
from tongban.registers.parties.commands import register_client
from tongban.registers.parties.models import Party
from tongban.registers.parties.rules import Field, IdKind
from tongban.registers.parties.sealed import open_field
from tongban.registers.resources.commands.census import hand_in, open_census
from tongban.registers.resources.models import CensusSheet, DataResource

from .cases import _working_hours
from .contacts import _staff

CLIENT = "hr-employment"
HALF_A_YEAR = timedelta(days=180)


def load_sharing(*, at: datetime) -> None:
    """Told after the cases, once with them."""
    times = _working_hours(at, 12)
    _in_use(times)
    _asked("fanmingzhe", "person-basics", ["name", "id-number"], "核对参保登记人的身份（样例）", next(times))
    disputed = _asked(
        "leishaohua", "person-basics", ["name", "address"], "核对入学儿童监护人的住址（样例）", next(times)
    )
    answering.refuse(
        disputed,
        ground="beyond_need",
        basis="义务教育法 第十二条：按户籍所在地，户籍证明已经写明住址",
        reason="户籍证明上有住址，不需要另外共享（样例）。",
        by=_staff("xiaohongwei"),
        at=next(times),
    )
    words = "入学不再要求群众交户籍证明，需要直接核对住址（样例）。"
    answering.dispute(disputed, objection=words, by=_staff("leishaohua"), at=next(times))
    fields = ["name", "uscc", "legal-representative"]
    _asked("houhuimin", "enterprise-basics", fields, "核对办税企业的基本情况（样例）", next(times))
    _census(next(times))
    _returned(at)
    purpose = "公积金提取时核对婚姻状况，现在要群众交证明（样例）"
    asking.post_demand("婚姻登记信息", purpose=purpose, by=_staff("zhanghongxia"), at=next(times))


def _returned(at: datetime) -> None:
    """What the simulated province sends back; of one dataset a batch is bad and kept apart."""
    registrations, reports, water = BOUND.datasets[:3]
    pull(registrations, SimulatedPlatform(), at=at - timedelta(days=1))
    pull(registrations, SimulatedPlatform(DataFaults(bad_rows=0.2)), at=at)
    pull(reports, SimulatedPlatform(), at=at)
    pull(water, SimulatedPlatform(), at=at)
    resolve_all(at=at)
    first, second = Pair.objects.order_by("pk")[:2]
    supervisor = _staff("zhengyawen")
    join(first, reason="打电话问过，是同一家，用水户名写的是门头（样例）。", by=supervisor, at=at)
    keep_apart(second, reason="同一个院子里的两家（样例）。", by=supervisor, at=at)


def _census(at: datetime) -> None:
    """A round for three bodies; one has handed in."""
    bodies = list(Agency.objects.filter(key__in=["market-regulation", "public-security", "health"]))
    today = local_day(at)
    due, by = today + timedelta(days=20), _staff("zhengyawen")
    open_census("数据资源普查（样例）", agencies=bodies, opens_on=today, due_on=due, by=by, at=at)
    sheet = CensusSheet.objects.select_related("round").get(agency__key="public-security")
    hand_in(sheet, by=_staff("xiaohongwei"), at=at)


def _in_use(times: Iterator[datetime]) -> None:
    """人社局 checks who registers as unemployed, with its own system."""
    client, _ = register_client(
        name=CLIENT, scopes=["sharing:read"], agency_key="human-resources", by=SYSTEM, at=next(times)
    )
    asked = _asked("zhuzhiyuan", "person-basics", ["name", "born-on"], "核对失业登记人的身份（样例）", next(times))
    answering.approve(asked, by=_staff("xiaohongwei"), at=next(times))
    granting.agree(asked, by=_staff("yuyanhong"), at=next(times))
    granting.activate(asked, client=client.name, by=_staff("xiaohongwei"), at=next(times))
    system = Actor(name="市人社局就业系统（样例）", client=client.name, agency="市人社局", channel="api")
    person = Party.objects.filter(kind="person", id_kind=IdKind.ID_CARD).order_by("pk")[0]
    number = Case.objects.order_by("pk").values_list("number", flat=True)[0]
    use(asked.number, key=open_field(person, Field.ID_NUMBER), matter=number, by=system, at=next(times))


def _asked(login: str, code: str, fields: list[str], purpose: str, at: datetime) -> SharingRequest:
    today = local_day(at)
    return asking.ask(
        DataResource.objects.select_related("owner").get(code=code),
        fields=fields,
        purpose=purpose,
        duty="三定规定（样例）",
        from_on=today,
        until_on=today + HALF_A_YEAR,
        by=_staff(login),
        at=at,
    )

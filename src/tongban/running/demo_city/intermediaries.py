"""The supermarket of the demo city (演示中介超市): three agencies, a service done, one of a case, two calls."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from tongban.foundation.kernel.actors import Actor
from tongban.handling.cases.models import Case
from tongban.handling.cases.rules.states import ENDS
from tongban.handling.intermediaries.commands import choosing, crediting, listing, needing, working
from tongban.handling.intermediaries.commands.needing import Wanted
from tongban.handling.intermediaries.models import IntermediaryAgency, Need
from tongban.handling.intermediaries.rules.offering import Guide, Paper
from tongban.registers.catalog.queries import current_guides
from tongban.registers.documents.commands import store
from tongban.registers.parties.models import Party
from tongban.registers.parties.rules import PartyKind

from .cases import sample
from .contacts import _citizen, _staff

_TEST = Guide(
    "place-test",
    "嘉峪关市内的公共场所，写清面积和间数（样例）",
    "委托、约定时间、现场采样、检测、出报告（样例）",
    7,
    "每个采样点120元，不满5个点按5个点（样例）",
    60000,
)
_QUICK = replace(_TEST, limit_days=4, price_standard="每个采样点150元，加急不加价（样例）", price_from=75000)
_DRAWINGS = Guide(
    "drawing-review",
    "本市房屋建筑和市政工程（样例）",
    "上传图纸、初审、修改、复审、出合格书（样例）",
    10,
    "按建筑面积，每平方米2元（样例）",
    200000,
)
_WANTED = Wanted("place-test", "direct", "样例路1号客房卫生检测（样例）", "客房12间，测空气、水和床品（样例）。", 7)


def load_intermediaries(*, at: datetime) -> None:
    """Told after the cases, once with them."""
    days = timedelta(days=1)
    begun = at - 20 * days
    until = date(at.year + 2, 6, 30)
    test, drawing = "检验检测机构资质认定证书", "施工图审查机构认定书"
    first = _listed(_as("恒检", "wujing"), _TEST, _paper(test, "样例-CMA-001", until), "lvhongwei", "weimeiling", begun)
    _listed(_as("瑞康", "hetian"), _QUICK, _paper(test, "样例-CMA-002", until), "lvhongwei", "weimeiling", begun)
    _listed(
        *(_as("施工图审查", "sunlan"), _DRAWINGS, _paper(drawing, "样例-审图-001", until)),
        *("zhongguodong", "shitingting", begun),
    )
    _done(first, at=at - 15 * days)
    _of_a_case(first, at=at)
    clinic = _as("孙兰", "sunlan")
    draw = replace(
        _WANTED, way="random", title="诊所候诊区空气检测（样例）", details="4个采样点（样例）。", ceiling=60000
    )
    call = needing.publish(replace(draw, entry_days=5), by=clinic, at=at)
    for name, login in (("恒检", "wujing"), ("瑞康", "hetian")):
        needing.enter(_fresh(call), by=_as(name, login), at=at)
    bids = replace(
        _WANTED, way="bidding", title="办公楼空气检测（样例）", details="20个采样点（样例）。", ceiling=300000
    )
    offer = needing.publish(replace(bids, entry_days=5), by=_as("讯达", "zhangwei"), at=at)
    needing.enter(_fresh(offer), price=228000, days=6, by=_as("恒检", "wujing"), at=at)


def _of_a_case(agency: IntermediaryAgency, *, at: datetime) -> None:
    """A service for a case that is going on: the agency is chosen, and has not answered yet."""
    client = _citizen("liqiang")
    case = Case.objects.filter(applicant=client.party_id).exclude(status__in=ENDS).order_by("pk").first()
    if case is None:
        return
    wanted = replace(_WANTED, title="店面卫生检测（样例）", details="一个店面，3个采样点（样例）。")
    need = needing.publish(replace(wanted, case_number=case.number), by=client, at=at)
    choosing.choose(_fresh(need), agency=str(agency.code), by=client, at=at)


def _done(agency: IntermediaryAgency, *, at: datetime) -> None:
    """A service that health asked for: chosen by the restaurant itself, delivered in time, reviewed."""
    client, provider = _as("明月", "liqiang"), _as("恒检", "wujing")
    name = "公共场所卫生检测或评价"
    asking = (each for each in current_guides() if name in {one.name for one in each.option.intermediaries})
    option = next(asking).option_code
    need = needing.publish(replace(_WANTED, option_code=option), by=client, at=at)
    choosing.choose(_fresh(need), agency=str(agency.code), by=client, at=at)
    working.confirm(_fresh(need), by=provider, at=at)
    contract = store(sample(), name="检测合同（样例）.pdf", by=provider, at=at)
    working.send_contract(_fresh(need), price=144000, file=contract, by=provider, at=at)
    working.sign_contract(_fresh(need), by=client, at=at)
    later = at + timedelta(days=4)
    report = store(sample(), name="检测报告（样例）.pdf", by=provider, at=later)
    words = "12间客房全部合格，报告编号样例-0001。"
    working.deliver(_fresh(need), words=words, file=report, by=provider, at=later)
    working.accept(_fresh(need), by=client, at=later)
    marks = {"quality": 5, "time": 5, "price": 4, "attitude": 5}
    item = crediting.review(_fresh(need), marks=marks, words="样例：报告写得清楚。", by=client, at=later)
    crediting.recount(IntermediaryAgency.objects.select_related("party").get(pk=item.agency_id), at=later)


def _listed(by: Actor, guide: Guide, paper: Paper, checker: str, lister: str, at: datetime) -> IntermediaryAgency:
    made = listing.apply(guide, paper, phone="0937-6250054", by=by, at=at)
    listing.check(made, words="样例：在发证机关网站查到证书，有效。", by=_staff(checker), at=at)
    listing.list_agency(made, by=_staff(lister), at=at)
    return IntermediaryAgency.objects.select_related("party", "supervisor").get(pk=made.pk)


def _paper(name: str, number: str, until: date) -> Paper:
    return Paper(name, number, "发证机关（样例）", until)


def _as(enterprise: str, login: str) -> Actor:
    """One of the cast as who acts for their enterprise."""
    found = Party.objects.filter(kind=PartyKind.ENTERPRISE, name__contains=enterprise).order_by("pk")[0]
    return replace(_citizen(login), acting_for=found.pk)


def _fresh(need: Need) -> Need:
    return Need.objects.select_related("client", "selected__party", "department", "case").get(pk=need.pk)

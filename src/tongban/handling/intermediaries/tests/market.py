"""A supermarket that other tests begin with: two agencies of one service, needs at every place of the way."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import uuid4

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.ledger.models import Block, Entry
from tongban.handling.cases.tests.applying import MONDAY, stored_file
from tongban.handling.intermediaries.commands import choosing, listing, needing, working
from tongban.handling.intermediaries.commands.needing import Wanted
from tongban.handling.intermediaries.models import IntermediaryAgency, Need
from tongban.handling.intermediaries.rules.offering import Guide, Paper
from tongban.registers.parties.models import Party

Cast = Callable[..., Actor]
DAY = MONDAY.date()
GUIDE = Guide("place-test", "有营业场所，写清面积", "委托、采样、检测、出报告", 7, "每个采样点120元（样例）", 12000)
PAPER = Paper("检验检测机构资质认定证书", "样例-CMA-001", "甘肃省市场监督管理局（样例）", date(2028, 6, 30))
WANTED = Wanted("place-test", "direct", "样例路1号客房卫生检测", "客房12间，测空气、水和床品。", 7)
EXAMINER, REVIEWER = "lvhongwei", "weimeiling"  # of the health commission, which supervises this service
MARKS = {"quality": 5, "time": 4, "price": 4, "attitude": 5}


def standing_for(name: str, login: str, cast: Cast, at: datetime = MONDAY) -> Actor:
    """Somebody of the city as the one who acts for their enterprise."""
    party = Party.objects.get(kind="enterprise", name__contains=name)
    return replace(cast(login, at), acting_for=party.pk)


def hengjian(cast: Cast, at: datetime = MONDAY) -> Actor:
    return standing_for("恒检", "wujing", cast, at)


def ruikang(cast: Cast, at: datetime = MONDAY) -> Actor:
    return standing_for("瑞康", "hetian", cast, at)


def mingyue(cast: Cast, at: datetime = MONDAY) -> Actor:
    return standing_for("明月", "liqiang", cast, at)


def on_shelf(
    by: Actor, cast: Cast, *, at: datetime = MONDAY, guide: Guide = GUIDE, paper: Paper = PAPER
) -> IntermediaryAgency:
    """An agency that was checked by one and listed by another."""
    made = listing.apply(guide, paper, phone="0937-6250054", by=by, at=at)
    listing.check(made, words="在发证机关网站查到证书，有效（样例）。", by=cast(EXAMINER, at), at=at)
    listing.list_agency(made, by=cast(REVIEWER, at), at=at)
    return fresh_agency(made)


def fresh_agency(agency: IntermediaryAgency) -> IntermediaryAgency:
    return IntermediaryAgency.objects.select_related("party", "supervisor").get(pk=agency.pk)


def fresh(need: Need) -> Need:
    return Need.objects.select_related("client", "selected__party", "department", "case").get(pk=need.pk)


def published(by: Actor, *, at: datetime = MONDAY, **changes: object) -> Need:
    made = needing.publish(replace(WANTED, **changes), by=by, at=at)  # type: ignore[arg-type]
    return fresh(made)


def chosen(need: Need, agency: IntermediaryAgency, by: Actor, *, at: datetime = MONDAY) -> Need:
    choosing.choose(need, agency=str(agency.code), by=by, at=at)
    return fresh(need)


def contracted(need: Need, client: Actor, agency: Actor, *, price: int = 100000, at: datetime = MONDAY) -> Need:
    """The agency took it, and the contract is confirmed."""
    working.confirm(need, by=agency, at=at)
    working.send_contract(fresh(need), price=price, file=stored_file(agency, "合同.pdf", at), by=agency, at=at)
    working.sign_contract(fresh(need), by=client, at=at)
    return fresh(need)


def accepted(need: Need, client: Actor, agency: Actor, *, at: datetime = MONDAY) -> Need:
    """Delivered with a file, and accepted."""
    working.deliver(need, words="检测合格（样例）。", file=stored_file(agency, "报告.pdf", at), by=agency, at=at)
    working.accept(fresh(need), by=client, at=at)
    return fresh(need)


def sealed(*, at: datetime) -> Block:
    """Everything on the ledger stands in a sealed block, as the sealer leaves it once the writer has committed."""
    last = Block.objects.order_by("-number").first()
    start = last.until_txid if last else 0
    until = Entry.objects.order_by("-txid").values_list("txid", flat=True)[0] + 1
    return Block.objects.create(
        number=last.number + 1 if last else 1,
        from_txid=start,
        until_txid=until,
        count=1,
        root=uuid4().bytes * 2,
        previous=bytes(last.hash) if last else bytes(32),
        hash=uuid4().bytes * 2,
        sealed_at=at,
    )


def drawn(need: Need, *, at: datetime) -> Need:
    """The entries are closed, the block is sealed, and the lots are drawn."""
    choosing.close_entries(need, by=SYSTEM, at=at)
    sealed(at=at)
    choosing.draw(fresh(need), by=SYSTEM, at=at)
    return fresh(need)


def after_entries(need: Need) -> datetime:
    """A minute after the deadline."""
    assert need.entries_until is not None, "there are entries"
    return need.entries_until + timedelta(minutes=1)

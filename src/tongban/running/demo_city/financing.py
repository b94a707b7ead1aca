"""Financing in the demo city (演示金融普惠): two banks, four products; one loan made, one refused, two needs open."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.written import read_yaml
from tongban.handling.financing.commands import banking, needing, outcome, proving
from tongban.handling.financing.models import FinancingNeed, Match, Product
from tongban.handling.financing.rules.offering import Offered, Wanted
from tongban.registers.parties.models import Party
from tongban.registers.parties.sealed import id_index

from .contacts import _citizen
from .intermediaries import _as

_DAY = timedelta(days=1)
_STOCK = Wanted(20000000, 12, "turnover", "none", "样例：旺季备货。")


def load_banks(file: Path, *, at: datetime) -> None:
    """The banks of the city's file with their products, each described by who stands here for it."""
    for row in read_yaml(file.read_bytes())["banks"]:
        party = Party.objects.get(id_index=id_index(row["enterprise"]))
        bank = banking.register_bank(
            party, phone=row["phone"], complaint_phone=row["complaint_phone"], by=SYSTEM, at=at
        )
        officer = replace(_citizen(row["officer"]), acting_for=party.pk)
        for each in row["products"]:
            banking.offer_product(bank, Offered(**{**each, "wants": tuple(each["wants"])}), by=officer, at=at)


def load_financing(*, at: datetime) -> None:
    """Told after the cases, once with them."""
    bank, rural = _as("样例银行", "luyao"), _as("样例农商", "qinfeng")
    mingyue, xunda = _as("明月", "liqiang"), _as("讯达", "zhangwei")
    _lent(mingyue, bank, at=at - 30 * _DAY)
    _failed(xunda, rural, at=at - 12 * _DAY)
    _under_way(mingyue, bank, at=at - 2 * _DAY)
    mine = Wanted(8000000, 24, "startup", "surety", "样例：想开一家裁缝店。")
    own = needing.post(mine, by=_citizen("yangguang"), at=at - _DAY)
    needing.offer(own, _product("创业起步贷"), by=bank, at=at)


def _lent(applicant: Actor, bank: Actor, *, at: datetime) -> None:
    """From the need to the money, with a proof that ended with it."""
    need = needing.post(replace(_STOCK, amount=10000000), by=applicant, at=at)
    match = needing.apply(need, _product("小店周转贷"), by=applicant, at=at)
    proof = proving.grant(_fresh(match), claims=match.asked, purpose=match.asked_for, days=30, by=applicant, at=at)
    outcome.contact(_fresh(match), by=bank, at=at + _DAY)
    proving.look(proof, by=bank, at=at + _DAY)
    outcome.credit(_fresh(match), amount=10000000, rate=425, by=bank, at=at + 3 * _DAY)
    outcome.lend(_fresh(match), amount=10000000, by=bank, at=at + 5 * _DAY)
    needing.meet(FinancingNeed.objects.get(pk=need.pk), at=at + 5 * _DAY)


def _failed(applicant: Actor, bank: Actor, *, at: datetime) -> None:
    """One that came to nothing, and the applicant is told why."""
    wanted = Wanted(80000000, 36, "equipment", "pledge", "样例：换一批测试设备。")
    need = needing.post(wanted, by=applicant, at=at)
    match = needing.apply(need, _product("设备更新贷"), by=applicant, at=at)
    outcome.contact(_fresh(match), by=bank, at=at + _DAY)
    words = "样例：租来的设备不能抵押。可以换信用产品，或者找担保公司。"
    outcome.fail(_fresh(match), cause="guarantee", words=words, by=bank, at=at + 4 * _DAY)


def _under_way(applicant: Actor, bank: Actor, *, at: datetime) -> None:
    """One that runs: part of what was asked is consented, and the bank's score stands with its reasons."""
    need = needing.post(_STOCK, by=applicant, at=at)
    match = needing.apply(need, _product("小店周转贷"), by=applicant, at=at)
    given = [each for each in match.asked if each != "phone"]
    proving.grant(_fresh(match), claims=given, purpose=match.asked_for, days=30, by=applicant, at=at)
    outcome.contact(_fresh(match), by=bank, at=at + _DAY)
    factors = ("营业执照在有效期内，加分（样例）", "没有在限制期的信用记录，加分（样例）", "开业时间短，减分（样例）")
    outcome.give_score(
        _fresh(match),
        points=72,
        out_of=100,
        factors=factors,
        contact="样例银行普惠部，0937-6251057",
        by=bank,
        at=at + _DAY,
    )


def _product(name: str) -> Product:
    return Product.objects.select_related("bank").get(name__startswith=name)


def _fresh(match: Match) -> Match:
    return Match.objects.select_related("need__party", "bank__party", "product").get(pk=match.pk)

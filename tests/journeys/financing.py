"""Financing for the pages to show: 李强's own need, a bank that was let to see part of what it asked, with a score."""

from collections.abc import Callable
from dataclasses import replace

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.handling.financing.commands import needing, outcome, proving
from tongban.handling.financing.rules.offering import Wanted
from tongban.handling.financing.tests.conftest import fresh, product
from tongban.registers.parties.models import Party

STANDS_FOR = {"luyao": "样例银行"}
"""Who signs in here as their enterprise."""


def people_the_financing(cast: Callable[[str], Actor]) -> dict[str, str]:
    """The samples that the addresses of these pages need."""
    at, liqiang = now(), cast("liqiang")
    bank = replace(cast("luyao"), acting_for=Party.objects.get(name__contains=STANDS_FOR["luyao"]).pk)
    wanted = Wanted(10000000, 24, "startup", "surety", "样例：再开一家小店。")
    need = needing.post(wanted, by=liqiang, at=at)
    needing.post(replace(wanted, words=""), by=liqiang, at=at)
    match = needing.apply(need, product("创业起步贷"), by=liqiang, at=at)
    proof = proving.grant(fresh(match), claims=["name", "credit"], purpose=match.asked_for, days=30, by=liqiang, at=at)
    outcome.contact(fresh(match), by=bank, at=at)
    told = ("开业三年，加分（样例）", "没有保证人，减分（样例）")
    outcome.give_score(fresh(match), points=68, out_of=100, factors=told, contact="普惠部（样例）", by=bank, at=at)
    proving.look(proof, by=bank, at=at)
    return {"financing_need": str(need.code), "financing_match": str(match.code), "financing_proof": str(proof.code)}

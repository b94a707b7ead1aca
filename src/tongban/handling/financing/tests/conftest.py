"""The people of financing: a shop, two banks of the demo city, a need that runs."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import LOCAL
from tongban.handling.financing.commands import needing
from tongban.handling.financing.models import FinancingNeed, Match, Product
from tongban.handling.financing.rules.offering import Wanted
from tongban.registers.parties.models import Party

Cast = Callable[..., Actor]
AT = datetime(2026, 11, 23, 10, 0, tzinfo=LOCAL)
WANTED = Wanted(20000000, 12, "turnover", "none", "旺季备货")


def standing_for(name: str, login: str, cast: Cast) -> Actor:
    party = Party.objects.get(kind="enterprise", name__contains=name)
    return replace(cast(login), acting_for=party.pk)


def product(name: str) -> Product:
    return Product.objects.select_related("bank").get(name__startswith=name)


def fresh(match: Match) -> Match:
    return Match.objects.select_related("need__party", "bank__party", "product").get(pk=match.pk)


@pytest.fixture
def shop(cast: Cast) -> Actor:
    return standing_for("明月", "liqiang", cast)


@pytest.fixture
def bank(cast: Cast) -> Actor:
    return standing_for("样例银行", "luyao", cast)


@pytest.fixture
def rural(cast: Cast) -> Actor:
    return standing_for("样例农商", "qinfeng", cast)


@pytest.fixture
def need(shop: Actor) -> FinancingNeed:
    return needing.post(WANTED, by=shop, at=AT)


@pytest.fixture
def match(need: FinancingNeed, shop: Actor) -> Match:
    return fresh(needing.apply(need, product("小店周转贷"), by=shop, at=AT))

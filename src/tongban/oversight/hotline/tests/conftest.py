"""唐韵 takes calls, 赵敏 and 陈立 handle for 市场监管, 郑雅文 supervises, 李强 and 马秀英 turn to the hotline."""

from collections.abc import Callable
from typing import Any

import pytest

from tongban.foundation.kernel.actors import NOBODY, Actor
from tongban.handling.cases.tests.applying import MONDAY
from tongban.oversight.hotline.commands.routing import dispatch, sign
from tongban.oversight.hotline.commands.taking_in import TakenIn, Wish, take_in
from tongban.oversight.hotline.models import WorkOrder

CALLER = "13993700001"
WORDS = "样例路2号的饭店用的肉发臭，要求查处并退钱"
SAID = "您投诉的饭店经现场检查，冷柜有3公斤变质肉，已立案查处，饭店已退还餐费180元。"


@pytest.fixture
def who(cast: Callable[..., Actor]) -> Callable[[str], Actor]:
    """Somebody of the cast, or a visitor for an empty name; each signs in once a test."""
    known: dict[str, Actor] = {"": NOBODY}

    def found(login: str) -> Actor:
        if login not in known:
            known[login] = cast(login)
        return known[login]

    return found


@pytest.fixture
def told(who: Callable[[str], Actor]) -> Callable[..., TakenIn]:
    """A complaint that came by telephone, with changes."""

    def make(login: str = "tangyun", **changes: Any) -> TakenIn:
        at = changes.pop("at", MONDAY)
        given: dict[str, Any] = {"kind": "complaint", "content": WORDS, "place": "样例路2号"}
        given |= {"name": "张建军", "phone": CALLER} | changes
        return take_in(Wish(**given), by=who(login), at=at)

    return make


@pytest.fixture
def in_hand(who: Callable[[str], Actor], told: Callable[..., TakenIn]) -> Callable[..., WorkOrder]:
    """The same, dispatched to 市场监管 and signed for by 赵敏."""

    def make(**changes: Any) -> WorkOrder:
        order = told(**changes).order
        dispatch(order, agency="market-regulation", by=who("tangyun"), at=order.opened_at)
        order = fresh(order)
        sign(order, by=who("zhaomin"), at=order.opened_at)
        return fresh(order)

    return make


def fresh(order: WorkOrder) -> WorkOrder:
    return WorkOrder.objects.select_related("agency", "repeats", "into").get(pk=order.pk)

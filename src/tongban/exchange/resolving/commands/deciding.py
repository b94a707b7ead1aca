"""A person decides on a pair (核对疑似同一主体): join, keep apart, part again; the source rows stay as they came."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from tongban.exchange.resolving.models import Pair
from tongban.exchange.resolving.queries import parted_in
from tongban.exchange.resolving.rules.flow import PAIRS
from tongban.exchange.resolving.rules.likeness import marks, score
from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import Declined, Fault, Invalid
from tongban.foundation.ledger.commands import advance

from .grouping import locked, regroup

LONGEST_REASON = 1000


class CodesDiffer(Declined):
    """Two credit codes are two enterprises (信用代码不同): no decision makes them one."""

    code = "codes_differ"
    sentence = "这两家的统一社会信用代码不一样，不能归并。代码写错了的，请来源单位改。"


class DecidedApart(Declined):
    """Joining these would join two that somebody decided are two (已核对不是一家)."""

    code = "decided_apart"
    sentence = "归并以后，另外两家已经核对过“不是一家”的也会并到一起。请先重新核对那一对。"


@transaction.atomic
def join(pair: Pair, *, reason: str, by: Actor, at: datetime) -> Pair:
    """归并: both groups are one from now on, unless their codes or an earlier decision say otherwise."""
    taken, said = PAIRS.take("join", pair, by=by), _reason(reason)
    groups = _groups(pair)
    codes = {bytes(each.index) for each in locked(groups) if each.index is not None}
    if len(codes) > 1:
        raise CodesDiffer()
    if other := parted_in(groups).exclude(pk=pair.pk).first():
        raise DecidedApart(facts={"pair": other.pk})
    advance(pair, taken, by=by, at=at, facts=_facts(pair, said), changes={"reason": said})
    regroup(groups)
    return pair


@transaction.atomic
def keep_apart(pair: Pair, *, reason: str, by: Actor, at: datetime) -> Pair:
    """不是一家: they stay two, and are not proposed again."""
    taken, said = PAIRS.take("keep_apart", pair, by=by), _reason(reason)
    advance(pair, taken, by=by, at=at, facts=_facts(pair, said), changes={"reason": said})
    return pair


@transaction.atomic
def part(pair: Pair, *, reason: str, by: Actor, at: datetime) -> Pair:
    """拆分: the decision is taken back; who stood together by it alone stands apart as before."""
    taken, said = PAIRS.take("part", pair, by=by), _reason(reason)
    advance(pair, taken, by=by, at=at, facts=_facts(pair, said), changes={"reason": said})
    regroup(_groups(pair))
    return pair


@transaction.atomic
def look_again(pair: Pair, *, reason: str, by: Actor, at: datetime) -> Pair:
    """重新核对: what was decided to be two is open again."""
    taken, said = PAIRS.take("look_again", pair, by=by), _reason(reason)
    advance(pair, taken, by=by, at=at, facts=_facts(pair, said), changes={"reason": said})
    return pair


def _groups(pair: Pair) -> list[int]:
    pair.left.refresh_from_db(fields=["group"])
    pair.right.refresh_from_db(fields=["group"])
    return [each for each in (pair.left.group, pair.right.group) if each is not None]


def _facts(pair: Pair, reason: str) -> Mapping[str, object]:
    """Of whom, how alike they look now, and why: the entry tells what the decision stood on."""
    alike = score(marks(pair.left.look, pair.right.look))
    return {"left": pair.left_id, "right": pair.right_id, "score": alike, "reason": reason}


def _reason(said: str) -> str:
    words = said.replace("\x00", "").strip()
    if not 2 <= len(words) <= LONGEST_REASON:
        raise Invalid(faults=[Fault("/reason", "required", f"请写明核对情况和理由，2到{LONGEST_REASON}个字。")])
    return words

"""Taking what the province pushes (接收上级推送, plan 二(二)) into the inbox of compiling, where it is claimed."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from tongban.exchange.connectors.provincial_catalogue.bound import inbox, library
from tongban.exchange.connectors.provincial_catalogue.models import PulledItem
from tongban.exchange.connectors.provincial_catalogue.rules import read_pushed, read_records
from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import NotFound
from tongban.foundation.ledger.commands import record
from tongban.registers.parity.commands.finding import keep_reference
from tongban.registers.parity.rules.states import Origin

PROVINCE = "甘肃省"
BASIS = "实施方案 二(二) 认领上级推送的目录和清单"


@dataclass(frozen=True, slots=True)
class Pull:
    """What one pull brought (接收情况): new ones, known ones, those of no known body, and those that cannot be read."""

    created: int
    unchanged: int
    unrouted: int
    unreadable: int


@transaction.atomic
def pull(*, by: Actor, at: datetime) -> Pull:
    """接收: what is new or changed goes to the inbox; doing it again changes nothing.

    Raises `NotConnected`; the library may raise `LibraryUnavailable`.
    """
    take = inbox()
    items, bad = read_pushed(library().pushed(at=at))
    known = set(PulledItem.objects.filter(defect="").values_list("source_ref", "source_hash"))
    fresh = [each for each in items if (each.source_ref, each.source_hash) not in known]
    taken = take(fresh, by=by, at=at) if fresh else None
    for each in fresh:
        keep_reference(each.item, origin=Origin.PROVINCE, place=PROVINCE, at=at)
    rows = [PulledItem(source_ref=each.source_ref, source_hash=each.source_hash, pulled_at=at) for each in fresh]
    rows += [PulledItem(source_ref=ref, defect=words[:300], pulled_at=at) for ref, words in bad]
    PulledItem.objects.bulk_create(rows, ignore_conflicts=True)
    done = Pull(
        created=len(taken.created) + len(taken.renewed) if taken else 0,
        unchanged=len(items) - len(fresh) + (taken.unchanged if taken else 0),
        unrouted=taken.unrouted if taken else 0,
        unreadable=len(bad),
    )
    if fresh or bad:
        facts = {"created": done.created, "unrouted": done.unrouted, "unreadable": done.unreadable}
        record("library:inbox", "pull", by=by, at=at, basis=BASIS, facts=facts)
    return done


@transaction.atomic
def pull_list(list_code: str, *, by: Actor, at: datetime) -> None:
    """收进认领收件箱: one list that the province holds and nobody here published; `NotFound` if it is gone by now."""
    take = inbox()
    records, _ = read_records(library().records(at=at))
    found = next((each for each in records if each.list_code == list_code), None)
    if found is None:
        raise NotFound("省库里现在没有这份清单了，请看下一次比对的结果。")
    pushed = found.as_pushed()
    if pushed is None:
        raise NotFound("省库的这条记录内容不全，不能收进来认领。请选择“请省里核对更正”。")
    take([pushed], by=by, at=at)
    record("library:inbox", "pull", by=by, at=at, basis=BASIS, facts={"list": list_code})

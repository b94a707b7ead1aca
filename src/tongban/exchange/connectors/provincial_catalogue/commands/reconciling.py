"""The daily comparison with the province (数据一致性比对, plan 二(三)): a signed report, and what follows from it."""

from datetime import date, datetime

import msgspec
from django.db import transaction

from tongban.exchange.connectors.provincial_catalogue import rules
from tongban.exchange.connectors.provincial_catalogue.bound import library
from tongban.exchange.connectors.provincial_catalogue.editions import local_lists
from tongban.exchange.connectors.provincial_catalogue.models import Batch, Difference, Reconciliation
from tongban.exchange.connectors.provincial_catalogue.ports import Question
from tongban.exchange.connectors.provincial_catalogue.rules import Found, Kind, Repair
from tongban.exchange.connectors.provincial_catalogue.signing import fingerprint, signature
from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Declined, NotYours
from tongban.foundation.ledger.commands import record

from .pulling import pull_list
from .pushing import push_again

BASIS = "实施方案 二(三) 数据一致性比对"
MAY_REPAIR = frozenset({Role.CATALOG_REVIEWER, Role.SYSTEM})


class AlreadyRepaired(Declined):
    """Somebody dealt with this difference already (已处理)."""

    code = "already_repaired"
    sentence = "这处差异已经处理过。请看下一次比对的结果。"


class NoSuchRepair(Declined):
    """This kind of difference is not dealt with in this way (不能这样处理)."""

    code = "no_such_repair"
    status = 422
    sentence = "这种差异不能这样处理，请换一种处理方式。"


@transaction.atomic
def reconcile(*, by: Actor, at: datetime) -> Reconciliation:
    """比对: what the province holds against what was published here, kept as a signed report with its differences.

    Lists that are under way to the province, or were pulled for claiming, are counted and not called different.
    Raises `NotConnected`; the library may raise `LibraryUnavailable`.
    """
    if not MAY_REPAIR & by.roles:
        raise NotYours("数据比对由事项审核岗办理。")
    local, raws = local_lists(), library().records(at=at)
    records, bad = rules.read_records(raws)
    in_hand = _in_hand(local_day(at), {each.list_code for each in local})
    found = rules.compare(local, records, bad, in_hand=in_hand)
    content = _content(local_day(at), len(local), len(raws), len(in_hand), found)
    made = Reconciliation.objects.create(
        on=local_day(at),
        made_at=at,
        local=len(local),
        there=len(raws),
        in_hand=len(in_hand),
        differences=len(found),
        content=content,
        signature=signature(content),
    )
    Difference.objects.bulk_create(_row(made, each) for each in found)
    facts = {"differences": len(found), "sha256": fingerprint(content)}
    record("library:reconciliation", "reconcile", by=by, at=at, basis=BASIS, facts=facts)
    return made


@transaction.atomic
def repair(difference: Difference, *, way: Repair, by: Actor, at: datetime) -> Difference:
    """处理差异: send it again, pull it for claiming, or ask the province; once.

    Raises `NoSuchRepair`, `AlreadyRepaired`.
    """
    if not MAY_REPAIR & by.roles:
        raise NotYours("处理比对差异由事项审核岗办理。")
    locked = Difference.objects.select_for_update().get(pk=difference.pk)
    if locked.repaired_at is not None:
        raise AlreadyRepaired()
    kind = Kind(locked.kind)
    if way not in kind.repairs or (way is Repair.PUSH and not locked.list_code):
        raise NoSuchRepair(f"“{kind.label}”可以这样处理：{'、'.join(each.label for each in kind.repairs)}。")
    if way is Repair.PUSH:
        push_again(locked.list_code, by=by, at=at)
    elif way is Repair.PULL:
        pull_list(locked.list_code, by=by, at=at)
    else:
        library().ask(Question(locked.list_code, locked.kind, locked.words), at=at)
    locked.repair, locked.repaired_at, locked.repaired_by_id = way, at, by.staff_id
    locked.save(update_fields=["repair", "repaired_at", "repaired_by"])
    facts = {"kind": locked.kind, "list": locked.list_code, "way": way.value}
    record("library:reconciliation", "repair", by=by, at=at, basis=BASIS, facts=facts)
    return locked


def _in_hand(on: date, local: set[str]) -> set[str]:
    """Lists on their way in good time, and those that were pulled and are not claimed and published yet."""
    under_way = Batch.objects.filter(received_at__isnull=True, due_on__gte=on)
    pulled = Difference.objects.filter(repair=Repair.PULL).values_list("list_code", flat=True)
    return {*under_way.values_list("edition__list__code", flat=True)} | (set(pulled) - local)


def _content(on: date, local: int, there: int, in_hand: int, found: list[Found]) -> str:
    plain = {"on": on.isoformat(), "local": local, "there": there, "in_hand": in_hand, "differences": found}
    return msgspec.json.encode(plain, order="sorted").decode()


def _row(made: Reconciliation, found: Found) -> Difference:
    return Difference(
        reconciliation=made,
        kind=found.kind,
        list_code=found.list_code,
        name=found.name,
        words=found.words[:300],
        here_version=found.here_version,
        there_version=found.there_version,
        here_hash=found.here_hash,
        there_hash=found.there_hash,
    )

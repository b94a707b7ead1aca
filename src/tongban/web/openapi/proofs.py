"""A proof of one entry (留痕证明): its hash, the path to its block's root, and the blocks up to a signed anchor.

Leaves are entry hashes; a pair is SHA-256 over 0x01, left, right; a block's hash is SHA-256 over
`number|until|count|root|previous` (hexadecimal). Whoever holds an anchor file can repeat every step.
"""

import re
from typing import Any

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.errors import NotFound
from tongban.foundation.kernel.masks import mask_name
from tongban.foundation.ledger.models import Anchor, Block, Entry
from tongban.foundation.ledger.rules import canonical, merkle_path
from tongban.handling.cases.queries.visible import may_see

MOST_BLOCKS = 500
_BY_PLACE = re.compile(r"(\d{17})\.([1-9]\d{0,8})", re.ASCII)
_BY_ID = re.compile(r"[1-9]\d{0,17}", re.ASCII)


def proof_json(named: str, viewer: Actor) -> dict[str, Any]:
    """The proof of an entry that this viewer may see; an entry that is not sealed yet says so."""
    entry = _entry(named, viewer)
    block = Block.objects.filter(from_txid__lte=entry.txid, until_txid__gt=entry.txid).first()
    anchor = _anchor(block) if block is not None else None
    return {
        "entry": _told(entry, viewer),
        "hash": bytes(entry.hash).hex(),
        "previous": bytes(entry.previous).hex(),
        "is_sealed": block is not None,
        "path": _path(entry, block) if block is not None else [],
        "blocks": _blocks(block, anchor) if block is not None else [],
        "anchor": _anchor_json(anchor) if anchor is not None else None,
    }


def _entry(named: str, viewer: Actor) -> Entry:
    place = _BY_PLACE.fullmatch(named)
    rows = Entry.objects.none()
    if place is not None:
        rows = Entry.objects.filter(chain=f"case:{place[1]}", seq=int(place[2]))
    elif _BY_ID.fullmatch(named):
        rows = Entry.objects.filter(pk=int(named))
    found = rows.first()
    kind, _, number = found.chain.partition(":") if found is not None else ("", "", "")
    if found is None or kind != "case" or not may_see(viewer, number):
        raise NotFound("没有找到这条记录，或者您看不到它。")
    return found


def _told(entry: Entry, viewer: Actor) -> dict[str, Any]:
    """The entry; the exact bytes that were hashed only for staff, because they name who acted."""
    plain: dict[str, Any] = {
        "chain": entry.chain,
        "seq": entry.seq,
        "at": entry.at.astimezone(LOCAL),
        "verb": entry.verb,
        "from": entry.from_status,
        "to": entry.to_status,
        "by": {
            "role": entry.by_role,
            "name": entry.by_name if viewer.is_staff else mask_name(entry.by_name),
            "agency": entry.by_agency,
        },
        "basis": entry.basis,
    }
    if viewer.is_staff:
        plain["canonical"] = canonical(entry.record(), bytes(entry.previous)).decode()
    return plain


def _path(entry: Entry, block: Block) -> list[dict[str, str]]:
    rows = Entry.objects.filter(txid__gte=block.from_txid, txid__lt=block.until_txid).order_by("txid", "id")
    listed = list(rows.values_list("id", "hash"))
    index = [key for key, _ in listed].index(entry.pk)
    path = merkle_path([bytes(each) for _, each in listed], index)
    return [{"side": side, "hash": each.hex()} for side, each in path]


def _anchor(block: Block) -> Anchor | None:
    """The latest anchor if the way there is short, else the first one that covers the block."""
    covering = Anchor.objects.filter(block_id__gte=block.number).order_by("block_id").select_related("block")
    return covering.filter(block_id__lt=block.number + MOST_BLOCKS).last() or covering.first()


def _blocks(block: Block, anchor: Anchor | None) -> list[dict[str, Any]]:
    last = anchor.block_id if anchor is not None else block.number
    rows = Block.objects.filter(number__gte=block.number, number__lte=last).order_by("number")
    return [
        {
            "number": each.number,
            "until_txid": each.until_txid,
            "count": each.count,
            "root": bytes(each.root).hex(),
            "previous": bytes(each.previous).hex(),
            "hash": bytes(each.hash).hex(),
        }
        for each in rows
    ]


def _anchor_json(anchor: Anchor) -> dict[str, Any]:
    return {
        "block": anchor.block_id,
        "hash": bytes(anchor.block.hash).hex(),
        "at": anchor.at.astimezone(LOCAL),
        "signature": bytes(anchor.signature).hex(),
    }

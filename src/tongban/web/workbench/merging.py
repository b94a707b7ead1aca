"""Two entries of one person become one (合并重复登记): first what would move, then, confirmed, the merge. R-088."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Fault, Invalid
from tongban.foundation.ledger.commands import record_reads
from tongban.registers.parties.commands import merge_parties, rehearse_merge
from tongban.registers.parties.models import Party
from tongban.registers.parties.queries import find_party, masked, masked_name
from tongban.registers.parties.rules import Field, IdKind, MergeReason
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once
from tongban.web.ui.sessions import actor_of

from .frame import show

SALT = "workbench.merging"
LASTS = 15 * 60
PURPOSE = "合并重复登记"
PAPERS = [(kind.value, kind.label) for kind in IdKind if kind is not IdKind.USCC]
REASONS = [(reason.value, reason.label) for reason in MergeReason]
_WORDS = {
    "cases": "办件",
    "drafts": "草稿",
    "files": "还没有用的材料文件",
    "messages": "消息",
    "mandates": "委托",
    "memberships": "企业人员身份",
    "represents": "担任法定代表人的企业",
}


@dataclass(frozen=True, slots=True)
class Wish:
    """Which entry stays, which goes, and why."""

    keep: Party
    drop: Party
    reason: MergeReason

    def sealed(self, by: Actor) -> str:
        """The word that the confirming form carries: for this administrator only, for a quarter of an hour."""
        return signing.dumps([by.ref, self.keep.pk, self.drop.pk, self.reason.value], salt=SALT)


@staff(Role.SECURITY_ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Step one: the two papers and the reason; then both entries as they stand, masked, and what would move."""
    context: dict[str, Any] = {"papers": PAPERS, "reasons": REASONS, "is_done": "done" in request.GET}
    if request.method != "POST":
        return show(request, "workbench/merge.html", context)
    by, at = actor_of(request), now()
    wish = _wish(request)
    moved = rehearse_merge(wish.keep, wish.drop, reason=wish.reason, by=by, at=at)
    seen = [(f"party:{each.pk}", "") for each in (wish.keep, wish.drop)]
    record_reads(seen, by=by, at=at, purpose=PURPOSE, fields=["name", Field.ID_NUMBER.value])
    context |= {
        "entries": [("保留", _entry(wish.keep)), ("并入、不再使用", _entry(wish.drop))],
        "moves": _in_words(moved),
        "reason": wish.reason.label,
        "word": wish.sealed(by),
    }
    return show(request, "workbench/merge_confirm.html", context)


@staff(Role.SECURITY_ADMIN)
@require_POST
@done_once
def merge(request: HttpRequest) -> HttpResponse:
    """Step two: exactly what was shown."""
    by = actor_of(request)
    wish = _sealed_wish(request.POST.get("word", ""), by)
    merge_parties(wish.keep, wish.drop, reason=wish.reason, by=by, at=now())
    return redirect(f"{reverse('desk-merge')}?done=1")


def _wish(request: HttpRequest) -> Wish:
    """What was typed, or every fault of it."""
    found, faults = {}, []
    for name, label in (("keep", "要保留的登记"), ("drop", "要并入的登记")):
        kind, number = (request.POST.get(f"{name}_{part}", "").replace("\x00", "")[:40] for part in ("kind", "number"))
        found[name] = find_party(id_kind=kind, id_number=number)
        if found[name] is None:
            faults.append(Fault(f"/{name}_number", "not_found", f"{label}没有找到，请核对证件类型和号码。"))
    said = request.POST.get("reason", "")
    if said not in MergeReason.values:
        faults.append(Fault("/reason", "choice", "请选择合并的原因。"))
    keep, drop = found["keep"], found["drop"]
    if faults or keep is None or drop is None:
        raise Invalid(faults=faults)
    return Wish(keep, drop, MergeReason(said))


def _sealed_wish(word: str, by: Actor) -> Wish:
    try:
        ref, keep, drop, reason = signing.loads(word[:500], salt=SALT, max_age=LASTS)
    except (signing.BadSignature, ValueError, TypeError):
        ref, keep, drop, reason = "", 0, 0, ""
    rows = Party.objects.in_bulk([keep, drop])
    if ref != by.ref or keep not in rows or drop not in rows:
        raise Invalid("这一页放得太久了，没有合并。请重新填写两个证件号码，再核对一次。")
    return Wish(rows[keep], rows[drop], MergeReason(reason))


def _entry(party: Party) -> dict[str, str]:
    return {
        "name": masked_name(party),
        "paper": f"{party.get_id_kind_display()} {masked(party, Field.ID_NUMBER)}",
        "phone": masked(party, Field.PHONE) if party.phone_sealed is not None else "没有登记",
    }


def _in_words(moved: Mapping[str, int | list[str]]) -> list[tuple[str, str]]:
    """What moves, by kind; cases with their numbers, nothing that is none."""
    told = []
    for name, found in moved.items():
        count = found if isinstance(found, int) else len(found)
        if count and name in _WORDS:
            numbers = "" if isinstance(found, int) else f"：{'、'.join(found)}"
            told.append((_WORDS[name], f"{count}{numbers}"))
    return told

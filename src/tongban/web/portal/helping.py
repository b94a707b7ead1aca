"""Helping somebody under a limited mandate (R-168 家里人、志愿者帮办): what one may see, and the numbers on record."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import NotFound
from tongban.foundation.ledger.commands import record_read
from tongban.handling.cases.queries.visible import visible_to
from tongban.registers.catalog.queries import cards, guide
from tongban.registers.parties.helping import PAPERS, HelperRole, field, material
from tongban.registers.parties.models import Mandate, MandateCode
from tongban.registers.parties.queries import mandates_in_force
from tongban.registers.parties.rules import Field
from tongban.registers.parties.sealed import open_field
from tongban.web.portal.pages import page
from tongban.web.ui.audience import applicants
from tongban.web.ui.sessions import actor_of

MOST_CASES = 50
_LARGEST = 2**63


@applicants
@require_http_methods(["GET", "HEAD", "POST"])
def helping(request: HttpRequest, key: int) -> HttpResponse:
    """Whom one helps, with what, until when, and what one may look at; a POST shows the numbers and is on record.

    Only while the mandate is in force: after that there is no such page.
    """
    actor, at = actor_of(request), now()
    found = _mandate(actor, key)
    fields = [each for each in Field if found.data is not None and field(each.value) in found.data]
    shown: list[tuple[str, str]] = []
    if request.method == "POST" and fields:
        about = f"party:{found.principal_id}"
        names = [each.value for each in fields]
        record_read(about, by=actor, at=at, purpose="受托帮办", subject=f"mandate:{found.pk}", fields=names)
        shown = [(each.label, open_field(found.principal, each)) for each in fields if _has(found, each)]
    names_of = {each.option_code: each.name for each in cards()}
    own = visible_to(actor) if actor.mandate_id == found.pk else visible_to(actor).none()
    context: dict[str, Any] = {
        "mandate": found,
        "as_what": as_what(found),
        "matters": "、".join(names_of.get(code, code) for code in found.option_codes) or "全部事项",
        "sights": [words for code in found.option_codes for words in sight_words(code, found.data)],
        "fields": fields,
        "shown": shown,
        "is_acting": actor.mandate_id == found.pk,
        "rows": [(each, names_of.get(each.option_code, "")) for each in own.order_by("-pk")[:MOST_CASES]],
    }
    return page(request, "helping", context)


def sights(option_code: str) -> list[tuple[str, str, str]]:
    """What of a matter can be shown to a helper: fields of the person, each material, the papers."""
    found = guide(option_code) if option_code else None
    materials = found.option.materials if found is not None else ()
    return [
        *((field(each.value), f"本人的{each.label}", "看一次记一次，您查得到") for each in Field),
        *((material(each.code), f"材料：{each.name}", "") for each in materials),
        (PAPERS, "文书和办理结果", "受理通知、决定书、证照"),
    ]


def sight_words(option_code: str, data: Sequence[str] | None) -> list[str]:
    """The same in words, of what was chosen; nothing where a mandate has no such limit."""
    chosen = set(data or ())
    return [words for value, words, _ in sights(option_code) if value in chosen]


def as_what(found: Mandate | MandateCode) -> str:
    """As what somebody helps, as the principal reads it."""
    if found.role == HelperRole.FAMILY:
        return f"家里人（{found.get_kinship_display()}）"
    if found.role == HelperRole.VOLUNTEER:
        return getattr(found, "standing_words", "") or "登记的志愿者"
    return ""


def _mandate(actor: Actor, key: int) -> Mandate:
    rows = mandates_in_force(now()).filter(agent_id=actor.party_id or 0).select_related("principal")
    found = rows.filter(pk=key).first() if key < _LARGEST else None
    if found is None:
        raise NotFound("没有找到这份委托，或者它已经到期、收回。")
    return found


def _has(found: Mandate, each: Field) -> bool:
    sealed = {Field.PHONE: found.principal.phone_sealed, Field.ADDRESS: found.principal.address_sealed}
    return each not in sealed or sealed[each] is not None

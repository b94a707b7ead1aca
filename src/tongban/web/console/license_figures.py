"""免证办 (S06): by type, body and item what a call satisfied, and who did not take it; each number opens its cases."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.actors import Role
from tongban.oversight.supervision.queries.license_figures import (
    ASKED,
    REFUSED,
    REGISTER,
    TARGET,
    LicenseFigures,
    Only,
    Share,
    TypeFigures,
    license_figures,
)
from tongban.oversight.supervision.queries.license_materials import HOW, PAGE, materials_behind
from tongban.registers.agencies.models import Agency
from tongban.registers.licenses.models import LicenseType
from tongban.web.ui.audience import staff

from .figures import Asked, asked_of, link, percent
from .frame import WATCHERS, show
from .narrowing import Narrowed, narrowed, whole

MOST = 100
CHOICES = ("type", "agency", "item")


@require_safe
@staff(*WATCHERS)
def overview(request: HttpRequest) -> HttpResponse:
    """The directory with its evidence, the rates each way, the refusals by reason (five statements)."""
    asked, chosen = asked_of(request), narrowed(request, "console-licences", *CHOICES)
    names = dict(Agency.objects.order_by("short_name").values_list("pk", "short_name"))
    only = _only(chosen)
    found = license_figures(asked.months, only)
    context = {
        "asked": asked,
        "chosen": chosen,
        "is_narrowed": bool(chosen.kept),
        "types": [_type(asked, chosen, each) for each in found.types],
        "type_choices": [("", "全部证照"), *((each.kind.key, each.kind.name) for each in found.types)],
        "agency_choices": [("", "全部部门"), *((str(pk), name) for pk, name in names.items())],
        "agencies": _agencies(asked, chosen, found, names),
        "items": _items(asked, chosen, found),
        "refused": [
            {"name": each.kind, "agency": each.agency, "reason": each.reason, "count": each.count}
            for each in found.refused
        ],
        "whole": found.whole,
        "rate": _rate(found.whole),
        "frequent": _rate(found.frequent),
        "is_on_target": (found.frequent.rate or 0) >= TARGET,
        "target": f"{100 * TARGET:.0f}",
        "sql": ";\n".join(each.strip() for each in (ASKED, REGISTER, REFUSED)) + ";",
    }
    return show(request, "console/license_figures.html", context, current="licences")


@require_safe
@staff(Role.SUPERVISOR)
def materials(request: HttpRequest) -> HttpResponse:
    """The materials behind one number (four statements)."""
    asked, chosen = asked_of(request), narrowed(request, "console-licence-materials", *CHOICES, "how")
    how = chosen["how"] if chosen["how"] in HOW else "asked"
    page = chosen.page(materials_behind(asked.by, asked.months, _only(chosen), how, after=chosen.after_key), PAGE)
    kept = {name: value for name, value in chosen.kept.items() if name != "how"}
    last = str(page.rows[-1].pk) if page.next_href else ""
    context = {
        "asked": asked,
        "title": _title(chosen, how),
        "ways": [
            {
                "label": label,
                "href": asked.address("console-licence-materials", **kept, how=key),
                "is_current": key == how,
            }
            for key, label in HOW.items()
        ],
        "rows": page.rows,
        "back": asked.address("console-licences", **kept),
        "is_first": page.is_first,
        "first_href": asked.address("console-licence-materials", **kept, how=how),
        "next_href": asked.address("console-licence-materials", **kept, how=how, after=last) if last else "",
    }
    return show(request, "console/license_materials.html", context, current="licences")


def _only(chosen: Narrowed) -> Only:
    return Only(chosen["type"], whole(chosen["agency"]), chosen["item"])


def _title(chosen: Narrowed, how: str) -> str:
    kind = LicenseType.objects.filter(key=chosen["type"]).values_list("name", flat=True).first()
    return f"{HOW[how]}：{kind or '要证照的材料'}"


def _type(asked: Asked, chosen: Narrowed, each: TypeFigures) -> dict[str, Any]:
    words = [word for word, is_so in (("高频", each.kind.is_frequent), ("方案列明", each.kind.is_of_plan)) if is_so]
    return {
        "name": {
            "text": each.kind.name + (f"（{'，'.join(words)}）" if words else ""),
            "href": asked.address("console-licences", **{**chosen.kept, "type": each.kind.key}),
        },
        "definer": {"text": each.kind.definer},
        "coverage": {"text": each.kind.get_coverage_display()},
        "evidence": {"text": each.kind.evidence},
        "in_force": {"text": each.in_force},
        "matters": {"text": each.matters},
        "refused": {"text": each.refused},
        **_share(asked, chosen, each.share, type=each.kind.key),
    }


def _agencies(asked: Asked, chosen: Narrowed, found: LicenseFigures, names: dict[int, str]) -> list[dict[str, Any]]:
    return [
        {
            "name": {
                "text": names.get(pk, ""),
                "href": asked.address("console-licences", **{**chosen.kept, "agency": str(pk)}),
            },
            **_share(asked, chosen, share, agency=str(pk)),
        }
        for pk, share in found.by(lambda line: line.agency_id)
    ]


def _items(asked: Asked, chosen: Narrowed, found: LicenseFigures) -> list[dict[str, Any]]:
    return [
        {
            "name": {"text": name, "href": asked.address("console-licences", **{**chosen.kept, "item": code})},
            **_share(asked, chosen, share, item=code),
        }
        for (code, name), share in found.by(lambda line: (line.option_code, line.option))[:MOST]
    ]


def _share(asked: Asked, chosen: Narrowed, share: Share, **more: str) -> dict[str, Any]:
    """The four numbers, each with the materials behind it for who may see cases, and the rate."""
    told = {**chosen.kept, **more}

    def behind(how: str) -> str:
        return asked.address("console-licence-materials", **told, how=how) if asked.may_open else ""

    return {
        "asked": link(share.asked, behind("asked")),
        "called": link(share.called, behind("called")),
        "spared": link(share.spared, behind("spared")),
        "handed_in": link(share.handed_in, behind("handed_in")),
        "rate": {"text": "没有要过" if share.rate is None else percent(share.rate)},
    }


def _rate(share: Share) -> str:
    return "" if share.rate is None else f"{100 * share.rate:.1f}"

"""My enterprise (我的企业): cases, licences with their renewal, days, team; everything can be taken out."""

import csv
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, Fault, Invalid, NotFound
from tongban.foundation.ledger.queries import reads_about
from tongban.handling.cases.rules.states import ENDS
from tongban.handling.enterprises.commands.taking_out import take_out
from tongban.handling.enterprises.queries.renewing import renewal_of
from tongban.handling.enterprises.queries.space import enterprise_of, space_of, team
from tongban.handling.enterprises.rules.radar import THRESHOLDS, DayKind, threshold_of
from tongban.oversight.supervision.exporting import Sheet, as_xlsx
from tongban.registers.catalog.queries import cards, guide_of
from tongban.registers.licenses.models import License
from tongban.registers.licenses.rules.states import Status
from tongban.registers.parties.commands.team import name_handler, name_handler_for, remove_handler
from tongban.registers.parties.queries import holder_label, masked_name, names_in_ledger
from tongban.web.portal import inputs
from tongban.web.portal.mandates import LOOKUPS
from tongban.web.portal.pages import errors_by_anchor, page, told
from tongban.web.portal.papers import calendar_of, event, ics
from tongban.web.portal.views_of_me import look_of
from tongban.web.ui.audience import applicants
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem
from tongban.web.ui.sessions import actor_of

SHOWN = 50
LOOKS = 20
SHEETS = {"enterprise": "企业", "cases": "办件", "licenses": "证照", "deadlines": "日程", "team": "人员"}
HEADS = {
    "name": "名称或姓名", "id_number": "证件号码", "division": "区划", "number": "编号", "matter": "事项",
    "agency": "部门", "status": "状态", "received_at": "收件时间", "due_on": "最迟", "ended_at": "办结时间",
    "type": "证照", "identifier": "电子证照标识", "issuer": "颁发机关", "valid_from": "有效期起",
    "valid_to": "有效期至",
    "face": "照面", "on": "日期", "kind": "类别", "what": "什么事", "role": "身份", "from": "从", "to": "到",
    "matters": "可以办的事项",
}  # fmt: skip
TERMS = {"90": "三个月", "180": "半年", "365": "一年"}
SHORTEST = 90
_BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@applicants
@require_safe
def space(request: HttpRequest) -> HttpResponse:
    """The whole space; who acts for nobody is told how to switch."""
    return _page(request, {}, [])


@applicants
@require_safe
def calendar_file(request: HttpRequest) -> HttpResponse:
    """Every day still to come, for one's own calendar."""
    at = now()
    events = [
        event(
            uid=each.uid,
            times=(f"DTSTART;VALUE=DATE:{each.on:%Y%m%d}",),
            summary=f"{each.what}：{each.kind.label}",
            description=f"编号 {each.number}，咨询 12345",
            at=at,
            days_before=THRESHOLDS if each.kind is DayKind.LICENSE else (),
        )
        for each in space_of(actor_of(request), at=at).deadlines
    ]
    return ics(calendar_of(events), "enterprise")


@applicants
@require_POST
def data_file(request: HttpRequest) -> HttpResponse:
    """Everything of the enterprise as a workbook, JSON and CSV; that it was taken out is on record."""
    tables = take_out(by=actor_of(request), at=now())
    blob = io.BytesIO()
    with zipfile.ZipFile(blob, "w", zipfile.ZIP_DEFLATED) as made:
        for name, rows in tables.items():
            made.writestr(f"{name}.json", json.dumps(rows, ensure_ascii=False, indent=1))
            made.writestr(f"{name}.csv", _csv(rows))
        made.writestr("enterprise.xlsx", as_xlsx([_sheet(name, rows) for name, rows in tables.items()]))
    response = HttpResponse(blob.getvalue(), content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="enterprise.zip"'
    return response


@applicants
@require_POST
@done_once
def add_handler(request: HttpRequest) -> HttpResponse:
    """The legal representative names a handler: for all matters, or for the chosen ones and a term."""
    actor, at = actor_of(request), now()
    typed = {name: inputs.text(request.POST, name)[:120] for name in ("name", "id_number", "scope", "term")}
    chosen: list[str] = inputs.typed("choices", request.POST, "matters")
    who = {"name": typed["name"], "id_number": typed["id_number"]}
    try:
        LOOKUPS.keep(actor.ref)
        if chosen and typed["scope"] != "named":
            raise Invalid(faults=[Fault("/scope", "both", "您选了事项。请改成“只办指定的事项”，或者去掉选的事项。")])
        if typed["scope"] == "named":
            known = {each.option_code for each in cards()}
            named = [each for each in chosen if each in known]
            until = local_day(at) + timedelta(days=int(typed["term"]) if typed["term"] in TERMS else SHORTEST)
            name_handler_for(enterprise_of(actor), **who, option_codes=named, until=until, by=actor, at=at)
        else:
            name_handler(enterprise_of(actor), **who, by=actor, at=at)
    except Declined as refusal:
        return _page(request, {**typed, "matters": chosen}, told(refusal), status=int(refusal.status))
    return redirect("enterprise")


@applicants
@require_POST
def remove(request: HttpRequest, key: int) -> HttpResponse:
    """The legal representative takes a handler off; pressed twice it stays done."""
    actor, at = actor_of(request), now()
    rows = team(enterprise_of(actor), on=local_day(at)).select_related("enterprise")
    found = rows.filter(pk=key).first() if key < 2**63 else None
    if found is None:
        raise NotFound("这个人已经不在企业人员里。")
    remove_handler(found, by=actor, at=at)
    return redirect("enterprise")


def _page(
    request: HttpRequest, typed: Mapping[str, Any], problems: list[Problem], *, status: int = 200
) -> HttpResponse:
    at = now()
    found = space_of(actor_of(request), at=at)
    names = {each.option_code: each.name for each in cards()}
    running = [each for each in found.cases if each.status not in ENDS]
    context: dict[str, Any] = {
        "space": found,
        "running": [(each, guide_of(each.option_version_id).name) for each in running[:SHOWN]],
        "ended": len(found.cases) - len(running),
        "licenses": [_license(each) for each in found.licenses[:SHOWN]],
        "members": [(each, masked_name(each.person), each.role == "handler") for each in found.members],
        "mandates": [
            (
                each,
                holder_label(each),
                masked_name(each.agent),
                "全部事项" if each.covers_all else "、".join(names.get(code, code) for code in each.option_codes),
                each.valid_to,
            )
            for each in found.mandates
        ],
        "looks": [look_of(each) for each in reads_about(*names_in_ledger(found.enterprise.pk), limit=LOOKS).rows],
        "matters": [(each.option_code, each.name) for each in cards() if "enterprise" in each.audience],
        "terms": list(TERMS.items()),
        "typed": typed,
        "problems": problems,
        "errors": errors_by_anchor(problems),
    }
    return page(request, "enterprise", context, status=status)


def _license(license: License) -> dict[str, Any]:
    """A licence as a line: near its end with the matter that renews it, filled in as far as the licence knows."""
    today = local_day(now())
    is_valid = license.status == Status.VALID
    near = threshold_of(license.valid_to, today) if is_valid and license.valid_to is not None else None
    renewal = renewal_of(license) if near is not None else None
    return {
        "license": license,
        "near": near,
        "left": (license.valid_to - today).days if near is not None and license.valid_to is not None else 0,
        "status": license.state.label,
        "is_valid": is_valid,
        "renewal": renewal,
        "href": f"{reverse('begin', args=[renewal.option_code])}?{urlencode(renewal.answers)}" if renewal else "",
    }


def _sheet(name: str, rows: Sequence[Mapping[str, Any]]) -> Sheet:
    """A table for people: heads in words; what stands on a face line by line."""
    names = list(rows[0]) if rows else []
    body = [[_said(each[name]) for name in names] for each in rows]
    return Sheet(SHEETS[name], [HEADS.get(each, each) for each in names], body)


def _said(value: Any) -> str:
    if isinstance(value, Mapping):
        return "；".join(_said(each) for each in value.values())
    return "、".join(str(each) for each in value) if isinstance(value, list | tuple) else str(value)


def _csv(rows: Sequence[Mapping[str, Any]]) -> str:
    """A table for spreadsheets; nothing that somebody wrote is run as a formula."""
    made = io.StringIO()
    made.write("\ufeff")
    if rows:
        writer = csv.DictWriter(made, fieldnames=list(rows[0]), lineterminator="\r\n")
        writer.writeheader()
        writer.writerows({name: _cell(value) for name, value in each.items()} for each in rows)
    return made.getvalue()


def _cell(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"'{text}" if text.startswith(_BEGINS_FORMULA) else text

"""Importing what departments collected (导入部门评价): a file, row by row; what is not taken says why. R-109."""

import hashlib
from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction

from tongban.foundation.kernel.actors import NOBODY, Actor, Role
from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.errors import Declined, Fault, Invalid, NotYours
from tongban.foundation.ledger.commands import record
from tongban.oversight.evaluations.models import RatingImport
from tongban.oversight.evaluations.rules.flow import INTEGRATION
from tongban.oversight.evaluations.rules.layouts import Line, Resolve, Unreadable, read
from tongban.registers.agencies.models import Agency
from tongban.registers.catalog.queries import cards

from .taking_in import keep

OLDEST: Final = timedelta(days=62)
"""Departments send a month at a time."""


@transaction.atomic
def import_ratings(name: str, data: bytes, *, agency: str, by: Actor, at: datetime) -> RatingImport:
    """导入: of one department, by the bureau. The same file again is the same import.

    `counts in = taken + repeats + rejected`. Raises `NotYours`, or `Invalid` for a file that cannot be read at all.
    """
    if Role.SUPERVISOR not in by.roles or by.staff_id is None:
        raise NotYours("部门评价由市政务服务管理局的监督岗导入。")
    body = Agency.objects.filter(key=agency).first()
    if body is None:
        raise Invalid(faults=[Fault("/agency", "required", "请选择这些评价是哪个部门收集的。")])
    digest = hashlib.sha256(body.key.encode() + b":" + data).hexdigest()
    known = RatingImport.objects.filter(digest=digest).first()
    if known is not None:
        return known
    try:
        layout, lines = read(data, _resolver(), LOCAL)
    except Unreadable as error:
        raise Invalid(faults=[Fault("/file", "file", str(error))]) from error
    told = [_taken(each, f"{layout.key}:{body.pk}", at) for each in lines]
    made = RatingImport.objects.create(
        agency=body,
        layout=layout.key,
        name=name[:120],
        digest=digest,
        rows=len(lines),
        taken=told.count("taken"),
        repeats=told.count("repeat"),
        rejects=[_reject(each, why) for each, why in zip(lines, told, strict=True) if why not in ("taken", "repeat")],
        imported_by_id=by.staff_id,
        imported_at=at,
    )
    facts = {"layout": made.layout, "rows": made.rows, "taken": made.taken, "rejected": len(made.rejects)}
    record(f"rating-import:{made.pk}", "import", by=by, at=at, basis=INTEGRATION, facts=facts | {"digest": digest})
    return made


def _taken(line: Line, source: str, at: datetime) -> str:
    """ "taken", "repeat", or why not."""
    if line.row is None:
        return "；".join(line.faults)
    try:
        found = keep(line.row, source=source, oldest=OLDEST, by=NOBODY, at=at)
    except Invalid as refusal:
        return "；".join(each.message.rstrip("。") for each in refusal.faults)
    except Declined as refusal:
        return refusal.message.rstrip("。")
    return "repeat" if found.is_repeat else "taken"


def _reject(line: Line, why: str) -> dict[str, Any]:
    return {"place": line.place, "ref": line.ref, "why": f"{why}。"}


def _resolver() -> Resolve:
    """By the names of the guides in force; a name that a department has twice is nobody's."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for each in cards():
        found[(each.name, each.agency)].add(each.option_code)
    short = {each.name: each.short_name for each in Agency.objects.all()}

    def resolve(name: str, agency: str) -> str:
        codes = found[(name, agency)] or found[(name, short.get(agency, ""))]
        return next(iter(codes)) if len(codes) == 1 else ""

    return resolve

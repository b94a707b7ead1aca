"""Keeping the register of normative files (文件库维护): taking over a list of files, and within how long to answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import msgspec
from django.db import transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import Fault, Invalid, NotYours
from tongban.foundation.ledger.commands import record
from tongban.registers.norms.models import AnswerLimit, Norm
from tongban.registers.norms.rules.flow import BASIS
from tongban.registers.norms.rules.states import ChangeKind
from tongban.registers.norms.rules.titles import Level, level_of, normal

KEEPERS = frozenset({Role.CATALOG_REVIEWER, Role.SYSTEM})


class File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One file as a list of files names it; what is not known stays empty, and the level is read from the title."""

    title: str
    aliases: tuple[str, ...] = ()
    number: str = ""
    issuing_body: str = ""
    level: Level | None = None
    in_force_since: date | None = None
    source: str = ""
    is_sample: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """What taking over a list did: files that are new, and those that stood already."""

    new: int
    known: int


@transaction.atomic
def register(files: Sequence[File], *, by: Actor, at: datetime) -> Kept:
    """登记: files that the register does not know yet; `Invalid` names every title that stands twice."""
    _only_keepers(by)
    keys = [normal(each.title) for each in files]
    twice = sorted({each.title for each in files if keys.count(normal(each.title)) > 1})
    if twice:
        raise Invalid(faults=[Fault("/title", "twice", f"《{title}》写了两次，请只留一次。") for title in twice])
    known = set(Norm.objects.filter(key__in=keys).values_list("key", flat=True))
    fresh = [_row(each) for each in files if normal(each.title) not in known]
    Norm.objects.bulk_create(fresh)
    if fresh:
        record("norms", "register", by=by, at=at, basis=BASIS, facts={"titles": [each.title for each in fresh]})
    return Kept(new=len(fresh), known=len(files) - len(fresh))


@transaction.atomic
def set_limits(workdays: Mapping[str, int], *, by: Actor, at: datetime) -> int:
    """设定处理时限: within how many working days a body answers to each kind of change; the number changed."""
    _only_keepers(by)
    faults = [
        Fault(f"/{kind}", "limit", "处理时限要写明是修改、暂停还是废止，并填1到250个工作日。")
        for kind, days in workdays.items()
        if kind not in set(ChangeKind) or not 1 <= days <= 250
    ]
    if faults:
        raise Invalid(faults=faults)
    before = dict(AnswerLimit.objects.values_list("kind", "workdays"))
    changed = {kind: days for kind, days in workdays.items() if before.get(kind) != days}
    for kind, days in changed.items():
        AnswerLimit.objects.update_or_create(kind=kind, defaults={"workdays": days})
    if changed:
        record("norms", "set_limits", by=by, at=at, basis=BASIS, facts=changed)
    return len(changed)


def read_files(rows: Any) -> list[File]:
    """The files of a data file; `Invalid` says which element is not as it should be."""
    try:
        return msgspec.convert(rows, list[File])
    except msgspec.ValidationError as error:
        said, _, path = str(error).partition(" - at `$")
        raise Invalid(
            "文件清单读不出来。", faults=[Fault(path.rstrip("`"), "shape", f"内容不合要求：{said}")]
        ) from None


def _row(file: File) -> Norm:
    return Norm(
        key=normal(file.title),
        title=file.title,
        aliases=list(file.aliases),
        number=file.number,
        issuing_body=file.issuing_body,
        level=file.level or level_of(file.title),
        in_force_since=file.in_force_since,
        source=file.source,
        is_sample=file.is_sample,
    )


def _only_keepers(by: Actor) -> None:
    if not KEEPERS & by.roles:
        raise NotYours("文件库由事项审核岗维护。")

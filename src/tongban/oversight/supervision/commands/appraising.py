"""The indicator library and its scores (考核): a changed weight is a new edition, scores keep their counts."""

from datetime import date, datetime
from typing import Final

from django.db import IntegrityError, transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow, NotYours
from tongban.foundation.ledger.commands import record
from tongban.oversight.supervision.models import CountedMonth, LibraryEdition, Scorecard
from tongban.oversight.supervision.queries.appraising import counts_of, edition_for, editions, key_of
from tongban.oversight.supervision.queries.period import Period, following
from tongban.oversight.supervision.rules.appraising import Library, digest, encode, faults_of, score

from .counting import SETTLES

BASIS: Final = "实施方案 三(五)2 互联网+政务服务考核指标体系"


@transaction.atomic
def publish_library(library: Library, *, since: date, reason: str, by: Actor, at: datetime) -> LibraryEdition:
    """发布指标体系: a new edition that counts from a month on; months before it keep the edition they had.

    Raises `Invalid` with everything that is wrong; months that are scored already cannot be reached any more.
    """
    if not by.roles & {Role.SUPERVISOR, Role.SYSTEM}:
        raise NotYours("指标体系由监督岗发布。")
    last = LibraryEdition.objects.order_by("-number").first()
    faults = faults_of(library)
    said, month = reason.strip()[:500], since.replace(day=1)
    if len(said) < 4:
        faults.append(Fault("/reason", "missing", "请写明为什么这样定。"))
    if last is not None and month <= last.since:
        faults.append(Fault("/since", "early", f"要从{last.since:%Y年%-m月}以后的月份起用。"))
    elif last is not None and Scorecard.objects.filter(period__gte=f"{month:%Y-%m}").exists():
        faults.append(Fault("/since", "scored", "这个月已经按原来的指标体系打过分，请从以后的月份起用。"))
    if faults:
        raise Invalid(faults=faults)
    if last is not None and last.content_hash == digest(library):
        raise NotNow("和现在的一版完全一样，不用再发布。")
    made = LibraryEdition(
        number=last.number + 1 if last is not None else 1,
        since=month,
        content=encode(library).decode(),
        content_hash=digest(library),
        reason=said,
        published_at=at,
        published_by_id=by.staff_id,
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise NotNow("有人刚发布了一版，请看过以后再发布。") from error
    facts = {"number": made.number, "since": month.isoformat(), "hash": made.content_hash, "reason": said}
    record(f"library:{made.number}", "publish_library", by=by, at=at, basis=BASIS, facts=facts)
    return made


def freeze_scores(*, at: datetime) -> int:
    """打分: every settled month and year that has an edition and no scores yet; how many. Twice changes nothing."""
    known = editions()
    if not known:
        return 0
    scored = set(Scorecard.objects.values_list("period", flat=True).distinct())
    made = 0
    for months in _settled(min(each.since for each in known), at):
        edition = edition_for(months.last, known)
        if edition is not None and key_of(months) not in scored:
            made += _freeze(months, edition, at)
    return made


@transaction.atomic
def _freeze(months: Period, edition: LibraryEdition, at: datetime) -> int:
    library, found = edition.library, counts_of(months)
    rows = [
        Scorecard(
            period=key_of(months),
            agency_id=agency,
            edition=edition,
            counts=counts,
            total=score(library, counts).total,
            frozen_at=at,
        )
        for agency, counts in found.items()
    ]
    Scorecard.objects.bulk_create(rows)
    return 1 if rows else 0


def _settled(first: date, at: datetime) -> list[Period]:
    """The months from a first one on that were counted when they were over, and the years of such months."""
    counted = dict(CountedMonth.objects.values_list("month", "counted_at"))
    found, month = [], first
    while month < local_day(at).replace(day=1):
        months = Period(month, month)
        if month in counted and counted[month] >= months.until + SETTLES:
            found.append(months)
            year = Period(date(month.year, 1, 1), month)
            if month.month == 12 and first <= year.first:
                found.append(year)
        month = following(month)
    return found

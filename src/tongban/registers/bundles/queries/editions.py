"""Editions of bundles (一件事版本): in force on a day, one bundle's history, and the bundles of an option."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery

from tongban.foundation.kernel.errors import NotFound
from tongban.registers.bundles.models import Bundle, BundleEdition, BundleMember
from tongban.registers.bundles.rules.content import Content, decode
from tongban.registers.bundles.rules.states import Operation, Standing
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.queries import guide_in_force

KEPT = 128


@dataclass(frozen=True, slots=True)
class InForce:
    """A bundle as it is in force on a day (一件事), with its document; `edition_id` is what a joint case pins."""

    edition_id: int
    bundle_id: int
    code: str
    number: int
    title: str
    lead_id: int
    lead_key: str
    lead: str
    effective_on: date
    content_hash: str
    is_sample: bool
    content: Content


@dataclass(frozen=True, slots=True)
class Past:
    """One edition in the history of a bundle (版本): where it stands on the day asked for, until when, by whom."""

    pk: int
    number: int
    title: str
    operation: Operation
    standing: Standing
    effective_on: date
    until_on: date | None
    reason: str
    content_hash: str
    proposed_by: str
    approved_by: str
    published_at: datetime


@dataclass(frozen=True, slots=True)
class Line:
    """A bundle in the register (一件事登记): its last edition, or none before the first."""

    pk: int
    code: str
    title: str
    lead_key: str
    lead: str
    number: int
    standing: Standing | None
    effective_on: date | None
    members: int
    is_sample: bool


def edition_on(code: str, day: date) -> InForce:
    """The edition in force on the day (one statement); `NotFound` when there is none or the bundle is withdrawn."""
    row = _standing(day).filter(bundle__code=code).first()
    if row is None:
        raise NotFound("没有找到这件一件事，可能还没有开办，或者已经停办。")
    return _in_force(row)


def pinned(edition_id: int) -> InForce:
    """The edition that a joint case was received under (one statement): it never changes."""
    return _in_force(_rows().get(pk=edition_id))


def in_force_on(day: date) -> tuple[InForce, ...]:
    """Every bundle offered by itself on the day, by code (one statement); stages of a project are not."""
    found = (_in_force(row) for row in _standing(day).order_by("bundle__code"))
    return tuple(each for each in found if not each.content.is_stage)


def stages_on(codes: Iterable[str], day: date) -> dict[str, InForce]:
    """The editions of these bundles in force on the day, by code (one statement); those without one are left out."""
    return {each.bundle.code: _in_force(each) for each in _standing(day).filter(bundle__code__in=list(codes))}


def bundles_of(option_code: str, *, on: date) -> tuple[InForce, ...]:
    """The bundles in force on the day that this option is a member of, by code (one statement)."""
    member = BundleMember.objects.filter(edition=OuterRef("pk"), option_code=option_code)
    return tuple(_in_force(row) for row in _standing(on).filter(Exists(member)).order_by("bundle__code"))


def editions_of(code: str, *, on: date) -> tuple[Past, ...]:
    """Every edition of a bundle, the newest first, and where each stands on the day (one statement)."""
    rows = list(
        BundleEdition.objects.filter(bundle__code=code)
        .select_related("proposed_by", "approved_by")
        .defer("content")
        .order_by("effective_on", "number")
    )
    told = []
    for place, each in enumerate(rows):
        after = rows[place + 1] if place + 1 < len(rows) else None
        until_on = after.effective_on - timedelta(days=1) if after is not None else None
        told.append(_past(each, until_on, on))
    return tuple(reversed(told))


def edition_of(code: str, number: int) -> InForce:
    """One numbered edition of a bundle (one statement), in force or not; `NotFound`."""
    row = _rows().filter(bundle__code=code, number=number).first()
    if row is None:
        raise NotFound("没有这一版。请从版本列表里打开。")
    return _in_force(row)


def standing_on(day: date) -> tuple[Line, ...]:
    """Every bundle with its last edition and where that stands, by code (two statements)."""
    last = BundleEdition.objects.filter(bundle_id=OuterRef("pk")).order_by("-number").values("pk")[:1]
    bundles = list(Bundle.objects.select_related("lead").annotate(last_id=Subquery(last)).order_by("code"))
    ids = [each.last_id for each in bundles if each.last_id]
    rows = {
        each.pk: each
        for each in BundleEdition.objects.filter(pk__in=ids).defer("content").annotate(count=Count("members"))
    }
    return tuple(_line(each, rows.get(each.last_id or 0), day) for each in bundles)


def guides_of(content: Content) -> dict[str, Guide]:
    """The guides in force of the members, by key; a member whose option is not in force is left out."""
    found = {each.key: guide_in_force(each.option_code) for each in content.members}
    return {key: guide for key, guide in found.items() if guide is not None}


def codes_in_use(option_codes: Iterable[str], *, on: date) -> QuerySet[BundleEdition]:
    """Editions in force on the day or to come that have one of these options as a member."""
    member = BundleMember.objects.filter(edition=OuterRef("pk"), option_code__in=list(option_codes))
    coming = BundleEdition.objects.filter(effective_on__gt=on)
    standing = BundleEdition.objects.filter(pk__in=_standing(on).values("pk"))
    return (coming | standing).filter(Exists(member), operation=Operation.OFFER)


def _standing(day: date) -> QuerySet[BundleEdition]:
    """For each bundle its last edition whose day has come, unless it withdrew the bundle."""
    later = (
        BundleEdition.objects.filter(bundle_id=OuterRef("bundle_id"), effective_on__lte=day)
        .order_by("-effective_on", "-number")
        .values("pk")[:1]
    )
    return _rows().filter(pk=later, operation=Operation.OFFER)


def _rows() -> QuerySet[BundleEdition]:
    return BundleEdition.objects.select_related("bundle__lead")


def _in_force(row: BundleEdition) -> InForce:
    bundle = row.bundle
    return InForce(
        edition_id=row.pk,
        bundle_id=bundle.pk,
        code=bundle.code,
        number=row.number,
        title=row.title,
        lead_id=bundle.lead_id,
        lead_key=bundle.lead.key,
        lead=bundle.lead.short_name or bundle.lead.name,
        effective_on=row.effective_on,
        content_hash=row.content_hash,
        is_sample=bundle.is_sample,
        content=document(row.content),
    )


def _past(row: BundleEdition, until_on: date | None, on: date) -> Past:
    return Past(
        pk=row.pk,
        number=row.number,
        title=row.title,
        operation=Operation(row.operation),
        standing=_where(row, until_on, on),
        effective_on=row.effective_on,
        until_on=until_on,
        reason=row.reason,
        content_hash=row.content_hash,
        proposed_by=row.proposed_by.name,
        approved_by=row.approved_by.name,
        published_at=row.published_at,
    )


def _where(row: BundleEdition, until_on: date | None, on: date) -> Standing:
    if row.effective_on > on:
        return Standing.COMING
    if until_on is not None and until_on < on:
        return Standing.REPLACED
    return Standing.WITHDRAWN if row.operation == Operation.WITHDRAW else Standing.IN_FORCE


def _line(bundle: Any, last: Any, day: date) -> Line:
    return Line(
        pk=bundle.pk,
        code=bundle.code,
        title=last.title if last is not None else "",
        lead_key=bundle.lead.key,
        lead=bundle.lead.short_name,
        number=last.number if last is not None else 0,
        standing=_where(last, None, day) if last is not None else None,
        effective_on=last.effective_on if last is not None else None,
        members=last.count if last is not None else 0,
        is_sample=bundle.is_sample,
    )


@lru_cache(maxsize=KEPT)
def document(text: str) -> Content:
    """The document of an edition, read once per process: what was published never changes."""
    return decode(text)

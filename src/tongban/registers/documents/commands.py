"""Writing: store a file, hand files over to what they belong to, issue and void official documents, reserve numbers."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, BinaryIO
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Count, Q, Sum

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow, NotYours, TooMany
from tongban.foundation.kernel.signing import Suite
from tongban.foundation.ledger.commands import record
from tongban.registers.agencies.models import Agency
from tongban.registers.parties.merging import Merger, Moved

from . import shelf
from .models import AgencyMark, NumberSeries, OfficialDocument, ReservedRange, StoredFile, TrustLevel, Verdict
from .queries import uploaded_by
from .rendering.pdf import render_as_issued
from .rules import numbers, papers
from .rules.files import MAX_SIZE, inspect
from .rules.names import clean_name
from .rules.papers import Body, DocumentKind
from .sealing.pdf import PAPER_SEAL, sign_pdf
from .sealing.provider import BOUND

FILES_PER_HOUR = 60
BYTES_PER_DAY = 500 * 1024 * 1024
MAX_RANGE = 1000
_UPLOAD_LOCK = 0x66696C65  # the first half of an advisory lock; the second is the account


def store(content: bytes | BinaryIO, *, name: str, by: Actor, at: datetime) -> StoredFile:
    """Take in a file (上传材料): what it is, its bytes decide; until it is attached it belongs to the uploader.

    Raises `Invalid` with the defects in words, `TooMany` past 60 files an hour or 500 MB a day, `NotYours`.
    """
    if by.account_id is None and not by.client:
        raise NotYours("请先登录，再上传材料。")
    _refuse_past_quota(by, at=at, more=0)
    blob = content if isinstance(content, bytes) else content.read(MAX_SIZE + 1)
    facts = inspect(blob, name)
    digest = shelf.put(facts.content)
    with transaction.atomic():
        _queue_behind_own_uploads(by)
        _refuse_past_quota(by, at=at, more=len(facts.content))
        return StoredFile.objects.create(
            sha256=digest,
            size=len(facts.content),
            media_type=facts.media_type,
            name=facts.name,
            pages=facts.pages,
            width=facts.width,
            height=facts.height,
            uploaded_by_id=by.account_id,
            client=by.client,
            uploaded_at=at,
            verdict=Verdict.CLEAN,
            trust_level=TrustLevel.C,
        )


def keep_made(content: bytes, *, name: str, media_type: str, holder: str, at: datetime) -> StoredFile:
    """Keep a file that this house made itself (系统生成), such as the PDF of a document; it is never inspected."""
    return StoredFile.objects.create(
        sha256=shelf.put(content),
        size=len(content),
        media_type=media_type,
        name=name,
        uploaded_at=at,
        verdict=Verdict.CLEAN,
        trust_level=TrustLevel.A,
        holder=holder,
    )


@transaction.atomic
def keep_pdf(document: OfficialDocument, *, base_url: str, at: datetime) -> OfficialDocument:
    """Seal the PDF of a document and keep it for good (盖电子印章、版式文件归存); what was kept before stays as it is.

    A paper without a seal on its face, such as a slip, is kept without one. Idempotent; a page never does this, a
    timer does (`jobs.keep_missing_pdfs`).
    """
    kept = OfficialDocument.objects.select_for_update().get(pk=document.pk)
    if not kept.pdf_sha256:
        pdf = _sealed(kept, render_as_issued(kept, base_url=base_url), at=at)
        name = clean_name(f"{kept.title} {kept.number}.pdf")
        file = keep_made(pdf, name=name, media_type="application/pdf", holder=f"document:{kept.pk}", at=at)
        kept.pdf_sha256 = file.digest
        kept.save(update_fields=["pdf_sha256"])
    return kept


def _sealed(document: OfficialDocument, pdf: bytes, *, at: datetime) -> bytes:
    """The paper signed as PAdES with the city's seal; the verification code on the paper is its reason."""
    if not document.content.seal:
        return pdf
    provider = BOUND[0]
    signer = provider.signer(Suite.INTL, at=at)
    code, picture = document.verification_code, provider.picture()
    return sign_pdf(pdf, about=code, picture=picture, by=signer, where=PAPER_SEAL)


def attach(files: Collection[UUID], *, holder: str, by: Actor) -> None:
    """Hand files over to what they belong to (材料归属), one statement; all of them or, with `Invalid`, none.

    Only the uploader's own files that belong to nothing yet, or that already belong to the same holder.
    """
    wanted = set(files)
    if not wanted:
        return
    with transaction.atomic():
        own = uploaded_by(by).filter(id__in=wanted)
        if (own.filter(holder="") | own.filter(holder=holder)).update(holder=holder) != len(wanted):
            raise Invalid("有材料没有找到，或者已经用在别的办件上。请重新上传这份材料。")


def copy_to(files: Sequence[UUID], *, holder: str, by: Actor, at: datetime) -> list[StoredFile]:
    """Copies of files for another holder, in this order (材料复用): what was handed in once serves again.

    The content lies on the shelf once; who took the copy is on it, and how far the original is relied on stays.
    """
    originals = StoredFile.objects.in_bulk(files)
    return StoredFile.objects.bulk_create(
        StoredFile(
            sha256=bytes(each.sha256),
            size=each.size,
            media_type=each.media_type,
            name=each.name,
            pages=each.pages,
            width=each.width,
            height=each.height,
            uploaded_by_id=by.account_id,
            client=by.client,
            uploaded_at=at,
            verdict=each.verdict,
            trust_level=each.trust_level,
            holder=holder,
        )
        for each in (originals[key] for key in files)
    )


def confirm_original(file: StoredFile, *, by: Actor, at: datetime) -> StoredFile:
    """A named clerk has seen the original (核对原件): an uploaded file (C) may be relied on from now on (B)."""
    if Role.COUNTER not in by.roles or by.staff_id is None:
        raise NotYours("核对原件由综合窗口的工作人员办理。")
    with transaction.atomic():
        uploaded = StoredFile.objects.filter(pk=file.pk, trust_level=TrustLevel.C)
        if not uploaded.update(trust_level=TrustLevel.B):
            raise NotNow(f"“{file.name}”不用再核对原件。")
        facts = {"sha256": file.digest, "from": TrustLevel.C, "to": TrustLevel.B}
        record(f"file:{file.pk}", "confirm_original", by=by, at=at, about=file.holder, facts=facts)
    file.refresh_from_db()
    return file


@dataclass(frozen=True, slots=True)
class Drafted:
    """A document (文书) checked and complete, and not yet a row."""

    kind: DocumentKind
    number: str
    subject: str
    party_id: int | None
    agency_id: int | None
    issued_at: datetime
    issued_by: str
    issued_by_name: str
    body: dict[str, Any]
    verification_code: str
    content_hash: str

    def document(self) -> OfficialDocument:
        """The row for it."""
        return OfficialDocument(**{name: getattr(self, name) for name in self.__slots__})


def draft(
    kind: DocumentKind,
    *,
    number: str,
    subject: str,
    body: Body,
    by: Actor,
    at: datetime,
    agency_id: int | None = None,
    party_id: int | None = None,
) -> Drafted:
    """Draft a document (拟制文书), for statements that write several rows at once."""
    papers.check(kind, body)
    return Drafted(
        kind=kind,
        number=number,
        subject=subject,
        party_id=party_id,
        agency_id=agency_id,
        issued_at=at,
        issued_by=by.ref,
        issued_by_name=by.name,
        body=papers.to_plain(body),
        verification_code=numbers.new_verification_code(),
        content_hash=papers.content_hash(kind, number, subject, body),
    )


@transaction.atomic
def issue(
    kind: DocumentKind,
    *,
    subject: str,
    agency: Agency | None,
    body: Body,
    by: Actor,
    at: datetime,
    party_id: int | None = None,
    number: str = "",
) -> OfficialDocument:
    """Issue an official document (出具文书): two statements, one if `number` is given for a kind without a series.

    Kinds with a 文号 draw the next number of agency, kind and year; a `number` given for one of them must come from
    a reserved range (离线补录). Kinds without one (收件凭证) must be given theirs, see `rules.numbers.receipt_number`.
    """
    if not numbers.carries_number(kind):
        assert number, "a receipt is numbered by its case"
    elif number:
        _refuse_unreserved(kind, agency, number)
    else:
        assert agency is not None, "a document number names its agency"
        year = local_day(at).year
        _, ordinal, mark = _draw(kind, agency, year, 1)
        number = numbers.document_number(mark, kind, year, ordinal)
    document = draft(
        kind,
        number=number,
        subject=subject,
        body=body,
        by=by,
        at=at,
        agency_id=agency.pk if agency is not None else None,
        party_id=party_id,
    ).document()
    document.save(force_insert=True)
    return document


@transaction.atomic
def void(document: OfficialDocument, *, reason: str, by: Actor, at: datetime) -> OfficialDocument:
    """Declare a document void (文书作废): it stays, its number stays used, and the verification page says so."""
    if not reason.strip():
        raise Invalid(faults=[Fault("/reason", "blank", "请写明作废的原因，核验的人会看到。")])
    columns = {"is_void": True, "voided_at": at, "voided_by": by.ref, "void_reason": reason.strip()[:500]}
    if not OfficialDocument.objects.filter(pk=document.pk, is_void=False).update(**columns):
        raise NotNow("这份文书已经作废，不用再办。")
    record(f"document:{document.pk}", "void", by=by, at=at, about=document.subject, facts={"number": document.number})
    document.refresh_from_db()
    return document


def set_mark(agency: Agency, mark: str, *, by: Actor, at: datetime) -> AgencyMark:
    """Set the mark of an agency in document numbers (机关代字); without one its short name stands there."""
    if not numbers.is_mark(mark):
        raise Invalid(faults=[Fault("/mark", "malformed", "机关代字是2到12个汉字，例如：嘉市监。")])
    with transaction.atomic():
        kept, _ = AgencyMark.objects.update_or_create(agency=agency, defaults={"mark": mark})
        record(f"agency_mark:{agency.pk}", "set_mark", by=by, at=at, about=f"agency:{agency.pk}", facts={"mark": mark})
    return kept


@transaction.atomic
def reserve_range(
    kind: DocumentKind, *, agency: Agency, year: int, count: int, holder: str, by: Actor, at: datetime
) -> ReservedRange:
    """Set numbers aside for a place that works without the network (离线预分配号段); `holder` names the place."""
    assert numbers.carries_number(kind), "a receipt is numbered by its case"
    if not 1 <= count <= MAX_RANGE:
        raise Invalid(faults=[Fault("/count", "out_of_range", f"一次可以预留1到{MAX_RANGE}个号。")])
    series, last, _ = _draw(kind, agency, year, count)
    first = last - count + 1
    kept = ReservedRange.objects.create(
        series_id=series, first=first, last=last, holder=holder, reserved_at=at, reserved_by=by.ref
    )
    facts = {"kind": kind.value, "year": year, "first": first, "last": last, "holder": holder}
    record(f"series:{series}", "reserve", by=by, at=at, about=f"agency:{agency.pk}", facts=facts)
    return kept


def _draw(kind: DocumentKind, agency: Agency, year: int, count: int) -> tuple[int, int, str]:
    """Draw the next `count` ordinals: the series, the last of them, and the agency's mark, in one statement.

    The counter stays locked until the transaction ends, so that a rollback gives the numbers back before anybody
    else sees it: no gap, no number twice.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {NumberSeries._meta.db_table} AS series (agency_id, kind, year, next_ordinal)"  # noqa: S608
            " VALUES (%(agency)s, %(kind)s, %(year)s, 1 + %(count)s) ON CONFLICT (agency_id, kind, year)"
            " DO UPDATE SET next_ordinal = series.next_ordinal + %(count)s RETURNING id, next_ordinal - 1,"
            f" (SELECT mark FROM {AgencyMark._meta.db_table} WHERE agency_id = series.agency_id)",
            {"agency": agency.pk, "kind": kind.value, "year": year, "count": count},
        )
        series, last, mark = cursor.fetchone()
    return series, last, mark or agency.short_name


def _refuse_unreserved(kind: DocumentKind, agency: Agency | None, number: str) -> None:
    parts = numbers.year_and_ordinal(number)
    if agency is None or parts is None or number != numbers.document_number(_mark(agency), kind, *parts):
        raise Invalid(faults=[Fault("/number", "malformed", "文号的写法不对，例如：嘉市监受〔2026〕12号。")])
    year, ordinal = parts
    reserved = ReservedRange.objects.filter(
        series__agency=agency, series__kind=kind, series__year=year, first__lte=ordinal, last__gte=ordinal
    )
    if not reserved.exists():
        raise Invalid(faults=[Fault("/number", "not_reserved", f"{number} 不在预留的号段里，请核对纸质文书上的文号。")])
    if OfficialDocument.objects.filter(number=number).exists():
        raise NotNow(f"{number} 已经用过，请核对纸质文书上的文号。")


def _mark(agency: Agency) -> str:
    own = AgencyMark.objects.filter(agency=agency).values_list("mark", flat=True).first()
    return own or agency.short_name


def _queue_behind_own_uploads(by: Actor) -> None:
    """Uploads of one account are counted one after the other, so that parallel ones cannot pass the quota together."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [_UPLOAD_LOCK, by.ref])


def _refuse_past_quota(by: Actor, *, at: datetime, more: int) -> None:
    recent = uploaded_by(by).filter(uploaded_at__gt=at - timedelta(days=1))
    last_hour = Count("id", filter=Q(uploaded_at__gt=at - timedelta(hours=1)))
    used = recent.aggregate(files=last_hour, bytes=Sum("size", default=0))
    if used["files"] >= FILES_PER_HOUR:
        raise TooMany(f"一小时最多上传{FILES_PER_HOUR}个文件。已上传的都还在，请过一会儿再继续。")
    if used["bytes"] + more > BYTES_PER_DAY:
        raise TooMany("一天最多上传500MB。已上传的都还在，请明天再继续，或者到窗口现场提交。")


def move_to_kept(merger: Merger) -> Moved:
    """Files not yet attached follow their uploader's account (合并重复登记); documents stay as they were issued."""
    if merger.drop_account is None:
        return {}
    free = StoredFile.objects.filter(uploaded_by_id=merger.drop_account, holder="")
    return {"files": free.update(uploaded_by_id=merger.keep_account)}

"""Official documents (文书): drafted, issued, sealed and voided; their numbers drawn and set aside."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from django.db import connection, transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow
from tongban.foundation.kernel.signing import Suite
from tongban.foundation.ledger.commands import record
from tongban.registers.agencies.models import Agency
from tongban.registers.documents.models import (
    AgencyMark,
    NumberSeries,
    OfficialDocument,
    PaperWording,
    ReservedRange,
)
from tongban.registers.documents.queries import wording_in_force
from tongban.registers.documents.rendering.pdf import render_as_issued
from tongban.registers.documents.rules import numbers, papers
from tongban.registers.documents.rules.names import clean_name
from tongban.registers.documents.rules.papers import Body, DocumentKind
from tongban.registers.documents.rules.wording import Edition, WordingStatus, worded
from tongban.registers.documents.sealing.pdf import PAPER_SEAL, sign_pdf
from tongban.registers.documents.sealing.provider import BOUND

from .storing import keep_made

MAX_RANGE = 1000


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


@dataclass(frozen=True, slots=True)
class Drawn:
    """Numbers of a series: its key, the last ordinal drawn, the agency's mark, the city's wording in force if any."""

    series: int
    last: int
    mark: str
    edition: Edition | None


class Drafted(msgspec.Struct, frozen=True):
    """A document (文书) checked and complete, and not yet a row; the body in its canonical bytes."""

    kind: DocumentKind
    number: str
    subject: str
    party_id: int | None
    agency_id: int | None
    issued_at: datetime
    issued_by: str
    issued_by_name: str
    body: bytes
    verification_code: str
    content_hash: str

    def document(self) -> OfficialDocument:
        """The row for it."""
        columns: dict[str, Any] = {name: getattr(self, name) for name in self.__struct_fields__}
        return OfficialDocument(**columns | {"body": msgspec.json.decode(self.body)})


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
    encoded = papers.check(kind, body)
    return Drafted(
        kind=kind,
        number=number,
        subject=subject,
        party_id=party_id,
        agency_id=agency_id,
        issued_at=at,
        issued_by=by.ref,
        issued_by_name=by.name,
        body=encoded,
        verification_code=numbers.new_verification_code(),
        content_hash=papers.content_hash(kind, number, subject, msgspec.Raw(encoded)),
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
        body = in_words_of_the_city(kind, body)
    else:
        assert agency is not None, "a document number names its agency"
        year = local_day(at).year
        drawn = _draw(kind, agency, year, 1)
        number = numbers.document_number(drawn.mark, kind, year, drawn.last)
        body = worded(body, drawn.edition)
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
    drawn = _draw(kind, agency, year, count)
    series, last = drawn.series, drawn.last
    first = last - count + 1
    kept = ReservedRange.objects.create(
        series_id=series, first=first, last=last, holder=holder, reserved_at=at, reserved_by=by.ref
    )
    facts = {"kind": kind.value, "year": year, "first": first, "last": last, "holder": holder}
    record(f"series:{series}", "reserve", by=by, at=at, about=f"agency:{agency.pk}", facts=facts)
    return kept


def in_words_of_the_city(kind: DocumentKind, body: Body) -> Body:
    """A composed body with the wording in force around it (文书用语), for what is previewed or numbered already."""
    found = wording_in_force(kind)
    return worded(body, found.content if found is not None else None)


def _draw(kind: DocumentKind, agency: Agency, year: int, count: int) -> Drawn:
    """Draw the next `count` ordinals of a series, in one statement.

    The counter stays locked until the transaction ends, so that a rollback gives the numbers back before anybody
    else sees it: no gap, no number twice.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {NumberSeries._meta.db_table} AS series (agency_id, kind, year, next_ordinal)"  # noqa: S608
            " VALUES (%(agency)s, %(kind)s, %(year)s, 1 + %(count)s) ON CONFLICT (agency_id, kind, year)"
            " DO UPDATE SET next_ordinal = series.next_ordinal + %(count)s RETURNING id, next_ordinal - 1,"
            f" (SELECT mark FROM {AgencyMark._meta.db_table} WHERE agency_id = series.agency_id),"
            " (SELECT json_build_object('edition', edition, 'wording', text)::text"
            f" FROM {PaperWording._meta.db_table} WHERE kind = series.kind AND status = %(in_force)s)",
            {
                "agency": agency.pk,
                "kind": kind.value,
                "year": year,
                "count": count,
                "in_force": WordingStatus.IN_FORCE.value,
            },
        )
        series, last, mark, wording = cursor.fetchone()
    edition = msgspec.json.decode(wording, type=Edition) if wording else None
    return Drawn(series, last, mark or agency.short_name, edition)


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

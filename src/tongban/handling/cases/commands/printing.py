"""Printing of a case's papers (文书打印): every print is on record, and a reprint names its reason."""

from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import Fault, Invalid, NotYours
from tongban.foundation.ledger.commands import record
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.rules.grounds import need_text
from tongban.registers.documents.models import OfficialDocument

FORMS = {"a4": "A4 纸", "slip": "80 毫米小票"}


def times_printed(document: OfficialDocument) -> int:
    """How often this paper was printed by staff (one statement)."""
    return Entry.objects.filter(chain=_chain(document), verb="print").count()


@transaction.atomic
def print_paper(document: OfficialDocument, *, form: str, reason: str, by: Actor, at: datetime) -> Entry:
    """打印、补打文书: who printed which paper in which form; a reprint names why (补打原因). W10."""
    if not by.is_staff:
        raise NotYours("文书由工作人员打印。您可以在“我的办件”里下载同一份文书。")
    if form not in FORMS:
        raise Invalid(faults=[Fault("/form", "choice", "请选择打印在A4纸还是80毫米小票上。")])
    before = times_printed(document)
    words = reason.replace("\x00", "").strip()[:200]
    if before:
        words = need_text({"reason": words}, "reason", "这份文书已经打印过，请写明补打的原因，例如“申请人遗失”。")
    facts = {"form": form, "reason": words, "number": document.number, "copy": before + 1}
    return record(_chain(document), "print", by=by, at=at, about=document.subject, facts=facts)


def _chain(document: OfficialDocument) -> str:
    return f"document:{document.pk}"

"""What other systems ask about (查询和核验接口): due dates, code numbers, licences, papers, proofs."""

import re
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.codes import KINDS, check
from tongban.foundation.kernel.errors import Fault, Invalid
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import Counting, Limit, Pause, Unit, due, explain
from tongban.registers.documents.queries import pdf_of
from tongban.registers.licenses.queries import statement_for
from tongban.registers.parties.scopes import Scope
from tongban.web.openapi.answers import answer, pdf
from tongban.web.openapi.callers import caller_of
from tongban.web.openapi.licenses import license_json
from tongban.web.openapi.limits import guard
from tongban.web.openapi.papers import document_json, document_of, genuine_json, note_reading
from tongban.web.openapi.presenters import segments_json
from tongban.web.openapi.problems import InvalidRequest
from tongban.web.openapi.proofs import proof_json
from tongban.web.openapi.routes import operation
from tongban.web.openapi.shapes import checked, told
from tongban.web.openapi.shapes.asked import CodeAsked, DocumentAsked, DueAsked, LicenseAsked, StatementAsked
from tongban.web.ui.sessions import client_ip

router = Router(tags=["查询和核验"])
_LOST_PLUS = re.compile(r"(T[\d:.]+) (\d\d:?\d\d)$")


@operation(
    router,
    "GET",
    "/worktime/due",
    name="api-due",
    summary="计算到期日",
    description="按国务院办公厅放假通知和民法典计算，并说明每一段怎么算的。is_provisional 表示那一年的通知还没有发布。",
    shape=told.DueTold,
)
def due_date(request: HttpRequest, asked: Query[DueAsked]) -> HttpResponse:
    """When a limit is over, and why."""
    start, pauses = _start(asked.start), _pauses(asked.pauses)
    try:
        found = due(
            start,
            Limit(asked.limit, Unit(asked.unit)),
            counting=Counting(asked.counting),
            pauses=pauses,
            calendar=calendar(),
        )
        plain = {
            "due_on": found.due_on,
            "due_at": found.due_at,
            "is_provisional": found.is_provisional,
            "explanation": explain(found),
            "derivation": segments_json(found.derivation),
        }
    except OverflowError as error:
        sentence = "日期超出了可以计算的范围，请检查起算日期、时限和暂停日期。"
        raise Invalid(sentence, faults=[Fault("/start", "outside_calendar", sentence)]) from error
    return answer(plain, is_public=True)


@operation(
    router,
    "GET",
    "/codes/check",
    name="api-code-check",
    summary="校验编码",
    description=f"kind 可以是：{'、'.join(KINDS)}。",
    shape=told.CodeTold,
)
def code_check(request: HttpRequest, asked: Query[CodeAsked]) -> HttpResponse:
    """Is this number well formed, and what is wrong with it."""
    if asked.kind not in KINDS:
        fault = Fault("/kind", "unknown_kind", f"没有这种编码，可以校验的是：{'、'.join(KINDS)}。")
        raise InvalidRequest(faults=[fault])
    found = check(asked.kind, asked.value, on=local_day(now()))
    errors = [{"code": each.code, "message": each.message} for each in found.errors]
    return answer({"valid": found.valid, "normalized": found.normalized, "errors": errors})


@operation(
    router,
    "GET",
    "/licenses/verify",
    name="api-license-verify",
    summary="核验证照或者文书",
    description="identifier 查本市登记的证照：是不是真的、现在有没有效、谁的（个人姓名只显示一部分）；"
    "本市没有登记的，is_registered 是 false，不说有没有效。code 核验本系统出具的文书。",
    shape=checked.LicenseTold,
)
def license_verify(request: HttpRequest, asked: Query[LicenseAsked]) -> HttpResponse:
    """Is it genuine, in force, and whose: as far as this city can tell, and no further."""
    guard("verify", client_ip(request))
    if bool(asked.identifier) == bool(asked.code):
        sentence = "请填写 identifier（电子证照标识）或者 code（文书核验码）其中一个。"
        raise InvalidRequest(faults=[Fault("/identifier", "required", sentence)])
    if asked.code:
        unknown: dict[str, Any] = {"valid_identifier": None, "is_registered": False, "is_in_force": None, "errors": []}
        return answer(unknown | genuine_json(asked.code))
    return answer(license_json(asked.identifier, on=local_day(now())))


@operation(
    router,
    "POST",
    "/licenses/exchange/verify",
    name="api-license-statement",
    summary="互认城市核验本市证照",
    description="回答由本市签名：body 是签名的原文（JSON），signature 是Ed25519签名（十六进制），"
    "签的是“tongban.license.exchange.1”、换行、body。原文里有标识、随机数、时间、状态代码（01有效，03撤销等）和有效期，"
    "没有照面内容。只有签名、标识、随机数都对，时间在五分钟以内，才可以采信。",
    shape=checked.SignedStatement,
    scope=Scope.LICENSES_VERIFY,
)
def license_statement(request: HttpRequest, sent: StatementAsked) -> HttpResponse:
    """What the register says of one identifier, signed for this question."""
    said = statement_for(sent.identifier, sent.nonce, at=now())
    return answer({"body": said.body, "signature": said.signature})


@operation(
    router,
    "GET",
    "/documents/verify",
    name="api-document-verify",
    summary="核验文书",
    description="凭文书上的10位核验码。姓名只显示一部分。给出 pdf_sha256 就同时核对手里的PDF是不是同一份。",
    shape=told.Verified,
)
def document_verify(request: HttpRequest, asked: Query[DocumentAsked]) -> HttpResponse:
    """Is the paper genuine."""
    guard("verify", client_ip(request))
    return answer(genuine_json(asked.code, pdf_sha256=asked.pdf_sha256))


@operation(
    router,
    "GET",
    "/documents/{named}.pdf",
    name="api-document-pdf",
    summary="一份文书（PDF）",
    description="named 是文号或者核验码。",
    shape=None,
    scope=Scope.CASES_READ,
)
def document_pdf(request: HttpRequest, named: str) -> HttpResponse:
    """One paper, by its number or code."""
    by = caller_of(request).actor
    found = document_of(by, named)
    note_reading(found, by=by, at=now())
    return pdf(pdf_of(found, base_url=settings.PUBLIC_URL), found.verification_code)


@operation(
    router,
    "GET",
    "/documents/{named}",
    name="api-document",
    summary="一份文书",
    description="named 是文号或者核验码。",
    shape=checked.DocumentTold,
    scope=Scope.CASES_READ,
)
def document(request: HttpRequest, named: str) -> HttpResponse:
    """One document with its content."""
    by = caller_of(request).actor
    found = document_of(by, named)
    note_reading(found, by=by, at=now())
    return answer(document_json(found))


@operation(
    router,
    "GET",
    "/ledger/entries/{entry}/proof",
    name="api-proof",
    summary="留痕证明",
    description="entry 是办件 timeline 里的 entry（例如 62020026000000017.1）。"
    "从这一条到最新锚点，每一步都可以自己验算。",
    shape=checked.Proof,
    scope=Scope.LEDGER_READ,
)
def proof(request: HttpRequest, entry: str) -> HttpResponse:
    """The entry, its hash, and the path to the latest anchor."""
    return answer(proof_json(entry, caller_of(request).actor))


def _start(text: str) -> date | datetime:
    """A day or an instant; a «+» that became a blank on the way is put back."""
    plain = _LOST_PLUS.sub(r"\1+\2", text.strip())
    try:
        return date.fromisoformat(plain) if len(plain) <= len("2026-03-08") else datetime.fromisoformat(plain)
    except ValueError as error:
        sentence = "起算日不对，请写成 2026-03-08，或者 2026-03-08T10:00:00+08:00。"
        raise Invalid(sentence, faults=[Fault("/start", "format", sentence)]) from error


def _pauses(given: list[str]) -> list[Pause]:
    """Stretches that are not counted, however they were listed; every wrong one is told."""
    found: list[Pause] = []
    faults: list[Fault] = []
    for text in (part for each in given for part in each.split(",") if part.strip()):
        try:
            first, last = (date.fromisoformat(part.strip()) for part in text.split("/"))
            found.append(Pause(first, last))
        except Invalid as refusal:
            faults += refusal.faults
        except ValueError:
            faults.append(Fault("/pauses", "format", "暂停要写成 2026-01-01/2026-01-05，前面是开始，后面是结束。"))
    if faults:
        raise Invalid(faults=faults)
    return found

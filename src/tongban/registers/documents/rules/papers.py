"""What an official document (文书) is: its kinds, and the typed body that screen, paper and check are made from."""

import hashlib
from datetime import date
from typing import Any

import msgspec
from django.db.models import TextChoices

from tongban.foundation.kernel.errors import Fault, Invalid


class DocumentKind(TextChoices):
    """The kinds of official documents (文书种类); 不予受理 and 不予许可 never share one."""

    RECEIPT = "receipt", "收件凭证"
    CORRECTION_NOTICE = "correction_notice", "一次性告知书"
    ACCEPTANCE_NOTICE = "acceptance_notice", "受理通知书"
    DEFERRAL_NOTICE = "deferral_notice", "容缺受理通知书"
    REJECTION = "rejection", "不予受理决定书"
    DECISION_GRANT = "decision_grant", "准予决定书"
    DECISION_REFUSE = "decision_refuse", "不予许可决定书"
    EXTENSION_NOTICE = "extension_notice", "延长期限通知书"
    SPECIAL_NOTICE = "special_notice", "特别程序通知书"
    TRANSFER_NOTICE = "transfer_notice", "转报告知书"
    WITHDRAWAL_NOTICE = "withdrawal_notice", "撤回申请确认书"
    RETURN_NOTICE = "return_notice", "退件告知书"
    TERMINATION_NOTICE = "termination_notice", "终止办理通知书"
    DELIVERY_RECEIPT = "delivery_receipt", "送达回证"
    PUBLICATION_NOTICE = "publication_notice", "事项清单公告"
    LIST_NOTICE = "list_notice", "清单公布公告"
    PRECHECK_RESULT = "precheck_result", "预审结论书"
    SUPPLEMENT_OVERRIDE = "supplement_override", "再次告知说明书"
    OVERDUE_EXPLANATION = "overdue_explanation", "超期说明书"
    INSPECTION_RECORD = "inspection_record", "现场勘验记录"
    MAKE_GOOD_RECEIPT = "make_good_receipt", "补齐材料凭证"
    COMMITMENT = "commitment", "告知承诺书"
    RECTIFICATION_NOTICE = "rectification_notice", "限期整改通知书"
    REVOCATION_ADVICE = "revocation_advice", "拟撤销告知书"
    REVOCATION = "revocation", "撤销决定书"
    HANDOVER_SLIP = "handover_slip", "材料交接单"
    ANSWER_SLIP = "answer_slip", "咨询答复单"
    CASE_SLIP = "case_slip", "办事小票"
    CASH_RECEIPT = "cash_receipt", "收费凭证"
    STATUS_REPORT = "status_report", "落实情况报告"
    BULLETIN = "bulletin", "督查通报"
    INCIDENT_REPORT = "incident_report", "网络安全事件报告书"
    INCIDENT_NOTICE = "incident_notice", "个人信息安全事件告知书"


SAMPLE_SEAL = "样章·无法律效力"

# A kind without a mark carries no 文号 of its own: it is numbered by the case (see rules.numbers).
KIND_MARKS: dict[DocumentKind, str] = {
    DocumentKind.CORRECTION_NOTICE: "告",
    DocumentKind.ACCEPTANCE_NOTICE: "受",
    DocumentKind.DEFERRAL_NOTICE: "容",
    DocumentKind.REJECTION: "不受",
    DocumentKind.DECISION_GRANT: "准",
    DocumentKind.DECISION_REFUSE: "不准",
    DocumentKind.EXTENSION_NOTICE: "延",
    DocumentKind.SPECIAL_NOTICE: "特",
    DocumentKind.TRANSFER_NOTICE: "转",
    DocumentKind.WITHDRAWAL_NOTICE: "撤",
    DocumentKind.RETURN_NOTICE: "退",
    DocumentKind.TERMINATION_NOTICE: "终",
    DocumentKind.DELIVERY_RECEIPT: "送",
    DocumentKind.PUBLICATION_NOTICE: "公",
    DocumentKind.LIST_NOTICE: "清",
    DocumentKind.PRECHECK_RESULT: "预",
    DocumentKind.SUPPLEMENT_OVERRIDE: "再",
    DocumentKind.OVERDUE_EXPLANATION: "超",
    DocumentKind.INSPECTION_RECORD: "勘",
    DocumentKind.MAKE_GOOD_RECEIPT: "补",
    DocumentKind.COMMITMENT: "承",
    DocumentKind.RECTIFICATION_NOTICE: "改",
    DocumentKind.REVOCATION_ADVICE: "拟销",
    DocumentKind.REVOCATION: "销",
    DocumentKind.HANDOVER_SLIP: "交",
    DocumentKind.ANSWER_SLIP: "答",
    DocumentKind.CASH_RECEIPT: "收",
    DocumentKind.STATUS_REPORT: "报",
    DocumentKind.BULLETIN: "通",
    DocumentKind.INCIDENT_REPORT: "安报",
    DocumentKind.INCIDENT_NOTICE: "安告",
}

# Addressed to everybody; the others name their addressee on the verification page in part only.
PUBLIC_KINDS = frozenset(
    {
        DocumentKind.PUBLICATION_NOTICE,
        DocumentKind.LIST_NOTICE,
        DocumentKind.STATUS_REPORT,
        DocumentKind.BULLETIN,
        DocumentKind.INCIDENT_NOTICE,
    }
)

INCIDENT_LINES = (
    "受影响的信息种类",
    "原因",
    "可能造成的危害",
    "已经采取的补救措施",
    "您可以怎么做",
    "联系方式",
)
"""What a notice of an incident says (个人信息保护法 第五十七条第一款第一项至第三项)."""

_NEEDS_ITEMS = {DocumentKind.CORRECTION_NOTICE, DocumentKind.DEFERRAL_NOTICE, DocumentKind.SUPPLEMENT_OVERRIDE}
_NEEDS_GROUNDS = {
    DocumentKind.REJECTION,
    DocumentKind.DECISION_REFUSE,
    DocumentKind.REVOCATION_ADVICE,
    DocumentKind.REVOCATION,
}
_NEEDS_REMEDY = {
    DocumentKind.REJECTION,
    DocumentKind.DECISION_REFUSE,
    DocumentKind.REVOCATION,
    DocumentKind.RETURN_NOTICE,
    DocumentKind.TERMINATION_NOTICE,
}
_NEEDS_DUE = {
    DocumentKind.ACCEPTANCE_NOTICE,
    DocumentKind.DEFERRAL_NOTICE,
    DocumentKind.EXTENSION_NOTICE,
    DocumentKind.RECTIFICATION_NOTICE,
    DocumentKind.REVOCATION_ADVICE,
}


class _Part(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A part of a document; equal content is equal, and unknown keys are an error."""


class Line(_Part, frozen=True):
    """One labelled fact (栏目), such as 办件编号 or 办理事项."""

    label: str
    value: str


class Item(_Part, frozen=True):
    """One material in a document's table (材料清单的一行): what came in, or what is wrong with it.

    `code` is the requirement it stands for. A notice needs `problem`, `remedy` and `basis` (R-036).
    """

    code: str
    name: str
    count: str = ""
    medium: str = ""
    problem: str = ""
    remedy: str = ""
    alternatives: tuple[str, ...] = ()
    where: str = ""
    sample: str = ""
    basis: str = ""


class Ground(_Part, frozen=True):
    """A structured ground of a refusal (不予受理、不予许可的理由): the norm, the fact, the unmet condition."""

    basis: str
    fact: str
    condition: str = ""


class Due(_Part, frozen=True):
    """A date that the reader must know (期限)."""

    label: str
    on: date
    note: str = ""


class Body(_Part, frozen=True):
    """The whole content of a document (文书正文), as it was on the day of issue; nothing else is rendered.

    `agency` signs; `remedy` tells 复议 and 诉讼 with their limits; `competent_body` is whom to ask instead
    (行政许可法 第三十二条第一款第二项); `seal` is the legend of the sample seal, empty for none. `wording` is the
    edition of the city's own words in it (文书用语), 0 for none.
    """

    title: str
    addressee: str
    agency: str
    signed_on: date
    lines: tuple[Line, ...] = ()
    paragraphs: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    grounds: tuple[Ground, ...] = ()
    basis: tuple[str, ...] = ()
    dues: tuple[Due, ...] = ()
    remedy: tuple[str, ...] = ()
    competent_body: str = ""
    contact: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    seal: str = SAMPLE_SEAL
    wording: int = 0


def encode(body: Body) -> bytes:
    """The canonical bytes of a body: keys in the order of the fields, defaults left out."""
    return msgspec.json.encode(body)


def to_plain(body: Body) -> dict[str, Any]:
    """A body as plain data for a jsonb column."""
    plain: dict[str, Any] = msgspec.to_builtins(body)
    return plain


def from_plain(plain: dict[str, Any]) -> Body:
    """A body from the jsonb column; msgspec.ValidationError names the path of a defect."""
    return msgspec.convert(plain, Body)


def content_hash(kind: DocumentKind, number: str, subject: str, body: Body | msgspec.Raw) -> str:
    """SHA-256 over what the document says: kind, number, subject and body; the same for screen, paper and check.

    A body that has been encoded already is not encoded again.
    """
    return hashlib.sha256(msgspec.json.encode([kind.value, number, subject, body])).hexdigest()


def check(kind: DocumentKind, body: Body) -> bytes:
    """The canonical bytes of a body, or `Invalid` with everything that the law wants in such a document and that is
    not there.

    A one-time notice names each material, what is wrong, what to do, and the basis (行政许可法 第三十二条第一款第四项);
    a refusal has grounds and remedies (第三十八条第二款); so has what ends an application unasked.
    """
    faults = [*_blank(body), *_item_faults(kind, body), *_ground_faults(kind, body), *_line_faults(kind, body)]
    if kind in _NEEDS_REMEDY and not body.remedy:
        faults.append(Fault("/remedy", "remedy_missing", "要写明可以怎样申请行政复议、提起行政诉讼，以及期限。"))
    if kind in _NEEDS_DUE and not body.dues:
        faults.append(Fault("/dues", "due_missing", "要写明办理期限到哪一天。"))
    encoded = encode(body)
    if b"\\u0000" in encoded:
        faults.append(Fault("", "unprintable", "文字里有不能保存的字符（空字符），请删掉后重新填写。"))
    if faults:
        raise Invalid(f"《{kind.label}》的内容还不完整，不能出具。", faults=faults)
    return encoded


def _blank(body: Body) -> list[Fault]:
    needed = {"title": "标题", "addressee": "收件人", "agency": "落款单位"}
    return [
        Fault(f"/{name}", "blank", f"{label}不能空着。") for name, label in needed.items() if not getattr(body, name)
    ]


def _item_faults(kind: DocumentKind, body: Body) -> list[Fault]:
    if kind not in _NEEDS_ITEMS:
        return []
    if not body.items:
        return [Fault("/items", "items_missing", "要逐项列出需要补的材料，不能只写一段话。")]
    needed = {"code": "清单里的材料", "name": "材料名称", "problem": "哪里不对", "remedy": "怎么补", "basis": "依据"}
    return [
        Fault(f"/items/{index}/{name}", "blank", f"第{index + 1}项要写明{label}。")
        for index, item in enumerate(body.items)
        for name, label in needed.items()
        if not getattr(item, name)
    ]


def _ground_faults(kind: DocumentKind, body: Body) -> list[Fault]:
    if kind not in _NEEDS_GROUNDS:
        return []
    if not body.grounds:
        return [Fault("/grounds", "grounds_missing", "要写明依据哪一条、什么事实、哪个条件不符合。")]
    needed = {"basis": "依据", "fact": "事实"}
    return [
        Fault(f"/grounds/{index}/{name}", "blank", f"第{index + 1}条理由要写明{label}。")
        for index, ground in enumerate(body.grounds)
        for name, label in needed.items()
        if not getattr(ground, name)
    ]


def _line_faults(kind: DocumentKind, body: Body) -> list[Fault]:
    if kind is not DocumentKind.INCIDENT_NOTICE:
        return []
    said = {each.label for each in body.lines if each.value}
    return [Fault("/lines", "line_missing", f"要写明{each}。") for each in INCIDENT_LINES if each not in said]

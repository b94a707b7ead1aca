"""The papers of a check (核查文书): what has to be mended, what is intended, what was revoked; pure."""

from datetime import date, datetime

from tongban.foundation.kernel.clock import local_day
from tongban.handling.cases.rules.grounds import REMEDIES, REMEDY_BASIS
from tongban.handling.cases.rules.papers import Matter
from tongban.registers.documents.rules.papers import Body, Due, Ground, Line

BASIS = "《实施方案》四(五)1 全面推行告知承诺制"


def _body(matter: Matter, title: str, at: datetime, **parts: object) -> Body:
    contact = (f"咨询电话：{matter.phone}",) if matter.phone else ()
    head = {"lines": matter.lines(), **parts}
    return Body(
        title=title,
        addressee=matter.applicant,
        agency=matter.agency,
        signed_on=local_day(at),
        contact=(*contact, "政务服务热线:12345"),
        **head,  # type: ignore[arg-type]
    )


def rectification_notice(matter: Matter, *, finding: str, demand: str, due_on: date, at: datetime) -> Body:
    """限期整改通知书: what was found, what has to be mended, by when, and what follows otherwise."""
    return _body(
        matter,
        "限期整改通知书",
        at,
        paragraphs=(
            f"经核查，您承诺的内容与实际情况不完全一致：{finding}",
            f"请按下列要求整改：{demand}",
            "逾期不整改或者整改后仍不符合条件的，将依法撤销准予的决定，并记入信用记录。",
        ),
        dues=(Due(label="整改期限", on=due_on, note="整改好以后，请告诉本机关复查"),),
        basis=(BASIS,),
    )


def revocation_advice(matter: Matter, *, ground: str, fact: str, due_on: date, at: datetime) -> Body:
    """拟撤销告知书: before the decision is revoked the party is told why, and heard (行政许可法 第七条)."""
    return _body(
        matter,
        "拟撤销告知书",
        at,
        paragraphs=(
            "经核查，您的承诺不实，本机关拟撤销准予的决定。",
            "您有权陈述、申辩，也可以要求听证。逾期没有提出的，视为放弃。",
        ),
        grounds=(Ground(basis=ground, fact=fact),),
        dues=(Due(label="陈述、申辩、要求听证", on=due_on, note="可以在网上提出，也可以到本机关提出"),),
        basis=("行政许可法 第七条", BASIS),
    )


def revocation(matter: Matter, *, ground: str, fact: str, statement: str, decision: str, at: datetime) -> Body:
    """撤销决定书: grounds, what the party said, remedies with their limits (行政许可法 第六十九条第二款)."""
    heard = f"您的陈述、申辩：{statement}" if statement else "您在期限内没有提出陈述、申辩。"
    return _body(
        matter,
        "撤销决定书",
        at,
        lines=(*matter.lines(), Line(label="被撤销的决定", value=decision)),
        paragraphs=("经核查，您以虚假承诺取得准予的决定。现决定予以撤销。", heard),
        grounds=(Ground(basis=ground, fact=fact),),
        remedy=REMEDIES,
        basis=("行政许可法 第六十九条第二款", BASIS, REMEDY_BASIS),
        notes=("基于被撤销的决定取得的利益不受保护。信用修复的办法，见“我的—信用记录”。",),
    )

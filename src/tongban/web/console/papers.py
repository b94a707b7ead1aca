"""Specimens of all official papers (A07 文书模板): composed as real ones are, of an invented matter, never issued."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import NotFound
from tongban.handling.cases.rules import deferral_papers
from tongban.handling.cases.rules import papers as bodies
from tongban.handling.cases.rules import special_papers as special_bodies
from tongban.handling.cases.rules.attribution import Owner
from tongban.handling.cases.rules.grounds import Ground
from tongban.handling.cases.rules.papers import Matter
from tongban.handling.cases.rules.promising import TEXT_EDITION, PromiseText, Replaced, commitment_paper
from tongban.handling.cases.rules.special_records import RecordGiven
from tongban.handling.contacts.rules.answering import Answered, slip
from tongban.handling.crossing.rules.papers import handover_slip
from tongban.handling.dossiers.rules import slips
from tongban.handling.fees.rules.papers import cash_receipt
from tongban.handling.fees.rules.states import Way as PaidBy
from tongban.oversight.incidents.rules import notices as incidents
from tongban.oversight.incidents.rules.states import NoticeKind
from tongban.oversight.regulation.rules import papers as checks
from tongban.registers.documents.models import OfficialDocument, PaperWording
from tongban.registers.documents.queries import wording_in_force, wording_states, wordings_of
from tongban.registers.documents.rendering.pdf import render_pdf
from tongban.registers.documents.rendering.sheet import sheet_of
from tongban.registers.documents.rules.papers import Body, DocumentKind, Item, to_plain
from tongban.registers.documents.rules.wording import KEEPERS, WORDABLE, WordingStatus, worded
from tongban.web.ui.audience import staff
from tongban.web.ui.sessions import actor_of

from .frame import READERS, show
from .narrowing import text, whole

_ITEM = Item(
    code="premises",
    name="经营场所使用证明（样例）",
    problem="没有提交",
    remedy="请提交租赁合同或产权证明的复印件",
    where="网上上传，或交到任一综合窗口",
    basis="《食品经营许可和备案管理办法》第十四条",
)
_RECEIVED = Item(code="form", name="申请表（样例）", count="1份", medium="电子")
_GROUND = Ground("《食品经营许可和备案管理办法》第十二条", "经营场所距离污染源不足二十五米（样例）。", "场所符合要求")
_PROMISE = PromiseText(
    edition=TEXT_EDITION,
    option_code="11620200MB1234567X300013102400001",
    option="食品经营许可（新办）（样例）",
    content_hash="",
    agency="某局（样例）",
    kind="license",
    promises=("场所、设备符合要求（样例）", "从业人员都有健康证明（样例）"),
    replaced=(Replaced("safety_rules", "食品安全制度（样例）"),),
    consequence="限期整改；仍不合格的，撤销许可（样例）。",
    check_within="2个月",
)
_COST = slips.Figures(
    seconds={Owner.APPLICANT: 90_000, Owner.OFFICE: 200_000, Owner.PROVINCE: 0, Owner.THIRD_PARTY: 86_400},
    trips=1,
    asked=5,
    given=3,
    spared=2,
    told=1,
    limits=slips.Limits(20, 8, 5),
)
_REASON = "样例理由：需要核对现场情况。"
_TOLD = {
    "data_kinds": "姓名、手机号（样例）",
    "cause": "一份名单误发到部门外的群里（样例）",
    "harm": "可能收到冒充工作人员的电话（样例）",
    "measures": "两小时内撤回文件，停用账号，堵住漏洞（样例）",
    "own_measures": "不向来电的人提供验证码；有疑问拨打12345（样例）",
    "contact": "12345（样例）",
}
Composer = Callable[[Matter, datetime], Body]

SPECIMENS: Mapping[DocumentKind, Composer] = {
    DocumentKind.CASE_SLIP: lambda of, at: slips.body(
        of, _COST, result="准予（样例）", decided_by="某局（样例）王某（样例）", at=at
    ),
    DocumentKind.RECEIPT: lambda of, at: bodies.receipt(
        of, [_RECEIVED], notice_on=_in(at, 1), deemed_on=_in(at, 7), at=at
    ),
    DocumentKind.CORRECTION_NOTICE: lambda of, at: bodies.correction_notice(of, [_ITEM], due_on=_in(at, 21), at=at),
    DocumentKind.ACCEPTANCE_NOTICE: lambda of, at: bodies.acceptance_notice(
        of, promised_on=_in(at, 7), statutory_on=_in(at, 28), is_deemed=False, at=at
    ),
    DocumentKind.DEFERRAL_NOTICE: lambda of, at: bodies.deferral_notice(of, [_ITEM], promised_on=_in(at, 7), at=at),
    DocumentKind.REJECTION: lambda of, at: bodies.rejection(of, _GROUND, right_body="市消防救援支队", at=at),
    DocumentKind.DECISION_GRANT: lambda of, at: bodies.decision(
        of, result="食品经营许可证（样例）", opinion="符合条件，准予许可。", at=at
    ),
    DocumentKind.DECISION_REFUSE: lambda of, at: bodies.refusal(of, _GROUND, at=at),
    DocumentKind.EXTENSION_NOTICE: lambda of, at: bodies.extension_notice(
        of, days=10, reason=_REASON, due_on=_in(at, 42), at=at
    ),
    DocumentKind.SPECIAL_NOTICE: lambda of, at: bodies.special_notice(
        of, name="现场核查", reason=_REASON, basis=_GROUND.basis, expected_on=_in(at, 14), is_counted=False, at=at
    ),
    DocumentKind.OVERDUE_EXPLANATION: lambda of, at: bodies.overdue_explanation(
        of,
        limit="承诺办结时限",
        missed_on=_in(at, -3),
        cause="情况复杂，需要进一步核实",
        words="已经向住所地核实，正在等答复（样例）。",
        expected_on=_in(at, 4),
        at=at,
    ),
    DocumentKind.TRANSFER_NOTICE: lambda of, at: bodies.transfer_notice(
        of, to_body="市消防救援支队", reason=_REASON, at=at
    ),
    DocumentKind.WITHDRAWAL_NOTICE: lambda of, at: bodies.withdrawal_notice(of, reason="不开店了", at=at),
    DocumentKind.RETURN_NOTICE: lambda of, at: bodies.return_notice(of, reason="期限已过。", at=at),
    DocumentKind.TERMINATION_NOTICE: lambda of, at: bodies.termination_notice(of, _GROUND, at=at),
    DocumentKind.PRECHECK_RESULT: lambda of, at: bodies.precheck_result(of, [_RECEIVED], digest="0" * 64, at=at),
    DocumentKind.SUPPLEMENT_OVERRIDE: lambda of, at: bodies.supplement_override(
        of, [_ITEM], reason=_REASON, leader="某某（样例）", due_on=_in(at, 7), breaks_precheck=False, at=at
    ),
    DocumentKind.MAKE_GOOD_RECEIPT: lambda of, at: deferral_papers.make_good_receipt(
        of, [(_ITEM.code, _ITEM.name)], at=at
    ),
    DocumentKind.INSPECTION_RECORD: lambda of, at: special_bodies.inspection_record(
        of, _visit(at), name="现场核查", officers=[("王某（样例）", "0001"), ("李某（样例）", "0002")], at=at
    ),
    DocumentKind.DELIVERY_RECEIPT: lambda of, at: bodies.delivery_receipt(
        of, way="窗口领取", collector="张*（样例）", result="食品经营许可证（样例）", at=at
    ),
    DocumentKind.ANSWER_SLIP: lambda of, at: slip(
        Answered(of.option, of.option_code, "承诺5个工作日办结", "第3版（样例）", of.phone, (_RECEIVED,)),
        (("经营什么", "餐饮"),),
        asker=of.applicant,
        by="王某（样例）",
        agency=of.agency,
        at=at,
    ),
    DocumentKind.CASH_RECEIPT: lambda of, at: cash_receipt(
        of,
        fee="工本费（样例）",
        standard="20元/证（样例）",
        basis="某收费标准（样例）",
        amount=2000,
        way=PaidBy.CASH,
        given=10000,
        at=at,
    ),
    DocumentKind.HANDOVER_SLIP: lambda of, at: handover_slip(
        number=of.number,
        matter=of.option,
        applicant=of.applicant,
        agency=of.agency,
        giver="收件地窗口：王某（样例）",
        taker="办理地：某市（样例）",
        taker_signed="",
        items=(("license", "营业执照（样例）"),),
        way="邮寄，单号SF000（样例）",
        at=at,
    ),
    DocumentKind.COMMITMENT: lambda of, at: commitment_paper(
        of, _PROMISE, signer="张某（样例）", way="网上签名", at=at
    ),
    DocumentKind.RECTIFICATION_NOTICE: lambda of, at: checks.rectification_notice(
        of, finding=_GROUND.fact, demand="样例要求：把卫生制度公示在门口。", due_on=_in(at, 20), at=at
    ),
    DocumentKind.REVOCATION_ADVICE: lambda of, at: checks.revocation_advice(
        of, ground=_GROUND.basis, fact=_GROUND.fact, due_on=_in(at, 7), at=at
    ),
    DocumentKind.REVOCATION: lambda of, at: checks.revocation(
        of, ground=_GROUND.basis, fact=_GROUND.fact, statement="", decision="准予决定书（样例）", at=at
    ),
    DocumentKind.INCIDENT_REPORT: lambda of, at: _incident(NoticeKind.AUTHORITY, "某主管部门（样例）", of, at),
    DocumentKind.INCIDENT_NOTICE: lambda of, at: _incident(NoticeKind.PERSONS, "受影响的个人", of, at),
}


def _incident(kind: NoticeKind, addressee: str, of: Matter, at: datetime) -> Body:
    title = "名单外泄（样例）"
    return incidents.body(kind, _TOLD, addressee=addressee, agency=of.agency, title=title, on=local_day(at))


@require_safe
@staff(*READERS)
def papers(request: HttpRequest) -> HttpResponse:
    """Every kind of paper that the house composes, and how its wording stands (one statement)."""
    states = wording_states()
    rows = [
        {
            "kind": each.value,
            "title": each.label,
            "edition": states.get(each.value, {}).get(WordingStatus.IN_FORCE),
            "waiting": states.get(each.value, {}).get(WordingStatus.PROPOSED),
            "is_wordable": each in WORDABLE,
        }
        for each in SPECIMENS
    ]
    return show(request, "console/papers.html", {"rows": rows}, current="papers")


@require_safe
@staff(*READERS)
def paper(request: HttpRequest, kind: str) -> HttpResponse:
    """One specimen on screen, in the words in force; its editions and proposals (two statements)."""
    found = kind_of(kind)
    editions = list(wordings_of(found)) if found in WORDABLE else []
    standing = next((each for each in editions if each.state is WordingStatus.IN_FORCE), None)
    context = {
        "sheet": sheet_of(specimen(found, now(), standing), base_url=settings.PUBLIC_URL),
        "kind": found,
        "title": found.label,
        "editions": editions,
        "waiting": next((each for each in editions if each.state is WordingStatus.PROPOSED), None),
        "standing": standing,
        "is_wordable": found in WORDABLE,
        "may_word": found in WORDABLE and bool(actor_of(request).roles & KEEPERS),
    }
    return show(request, "console/paper.html", context, current="papers")


@require_safe
@staff(*READERS)
def paper_file(request: HttpRequest, kind: str) -> HttpResponse:
    """The specimen as a PDF, as a real one is set; of the proposal or edition that the address names, if it does."""
    found = kind_of(kind)
    key = whole(text(request.GET, "wording"))
    chosen = wordings_of(found).filter(pk=key).first() if key else wording_in_force(found)
    content = render_pdf(specimen(found, now(), chosen), base_url=settings.PUBLIC_URL)
    name = quote(f"{found.label}样张.pdf")
    told = {"Content-Disposition": f"inline; filename*=UTF-8''{name}"}
    return HttpResponse(content, content_type="application/pdf", headers=told)


def kind_of(kind: str) -> DocumentKind:
    """The kind of paper that an address names; `NotFound` for one without a specimen."""
    found = next((each for each in SPECIMENS if each.value == kind), None)
    if found is None:
        raise NotFound("没有这种文书。")
    return found


def specimen(kind: DocumentKind, at: datetime, wording: PaperWording | None) -> OfficialDocument:
    """A paper of an invented matter in these words; it is never a row."""
    body = worded(SPECIMENS[kind](_matter(at), at), wording.content if wording is not None else None)
    return OfficialDocument(
        kind=kind, number="样张", issued_at=at, body=to_plain(body), verification_code="0" * 10, content_hash="0" * 64
    )


def _matter(at: datetime) -> Matter:
    """An invented matter; nothing in it is anybody's."""
    return Matter(
        number="62020026000000017",
        option="食品经营许可（新办）（样例）",
        option_code="11620200MB1234567X300013102400001",
        applicant="张某（样例）",
        agency="某局（样例）",
        phone="0937-0000000（样例）",
        received_at=at,
    )


def _visit(at: datetime) -> RecordGiven:
    """An invented visit."""
    return RecordGiven(
        began_at=at,
        ended_at=at,
        place="某街道某号（样例）",
        officers=("0001", "0002"),
        findings=(("现场情况", "布局与图纸一致（样例）。"), ("核查结论", "符合（样例）。")),
        photos=(),
        signature="typed",
        signer="张某（样例）",
        is_representative=False,
        note="",
        signature_file=None,
    )


def _in(at: datetime, days: int) -> date:
    return local_day(at) + timedelta(days=days)

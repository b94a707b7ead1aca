"""The elements of a handling option (业务办理项要素), as one immutable, typed document.

A published version of an option *is* such a document: the guide, the checklist, the form, the notices and the clocks
are generated from it alone (同源发布). Elements follow the national tables (基本目录 and 实施清单 elements); prose that
would decide something is kept as data. Elements with a fixed list have theirs in `vocabulary`, held by `item.faults`.
"""

import hashlib
from typing import Any

import msgspec

from .expressions import Answers, Truth, holds
from .kinds import Necessity


class _Element(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One element of an option; equal content is equal, and unknown keys are an error."""


_UNITS = {"workday": "个工作日", "day": "天", "month": "个月", "year": "年", "hour": "小时"}


class Basis(_Element, frozen=True):
    """A legal basis (设定依据): the law, the article, and in our own words what it says."""

    law: str
    article: str = ""
    gist: str = ""

    @property
    def text(self) -> str:
        return f"《{self.law}》{self.article}"


class Span(_Element, frozen=True):
    """A limit with its unit (时限); unit: workday, day, month, year, hour, on_the_spot."""

    value: int = 0
    unit: str = "workday"
    note: str = ""

    @property
    def words(self) -> str:
        """A limit in words: 5个工作日; on the spot is 当场."""
        return (
            "当场"
            if self.unit == "on_the_spot" or not self.value
            else f"{self.value}{_UNITS.get(self.unit, self.unit)}"
        )


class AcceptanceCondition(_Element, frozen=True):
    """A condition of acceptance (受理条件); `met_when` makes it checkable by an expression over answers."""

    code: str
    text: str
    met_when: str = ""
    otherwise: str = ""
    basis: Basis | None = None


class Choice(_Element, frozen=True):
    value: str
    label: str
    hint: str = ""


class Question(_Element, frozen=True):
    """One situation question (情形引导); kind: choice, choices, yes_no ("yes", "no"), number, date, text."""

    code: str
    text: str
    kind: str = "choice"
    hint: str = ""
    choices: tuple[Choice, ...] = ()
    show_when: str = ""
    unit: str = ""
    prefill: str = ""


class FormField(_Element, frozen=True):
    """A field of the application form (申请表字段).

    kind: text, long_text, choice, choices, yes_no, number, money, date, phone, id_card, uscc, address, bank_card.
    prefill: applicant.(name|id_number|phone), enterprise.(name|uscc|legal_representative), owner.name, answers., facts.
    """

    code: str
    label: str
    kind: str = "text"
    group: str = "基本信息"
    hint: str = ""
    example: str = ""
    is_required: bool = True
    required_when: str = ""
    show_when: str = ""
    choices: tuple[Choice, ...] = ()
    prefill: str = ""
    unit: str = ""
    max_length: int = 200


class Source(_Element, frozen=True):
    """Where a material comes from (来源渠道); kind: own, government, intermediary, other."""

    kind: str = "own"
    issuer: str = ""
    how: str = ""


class SparedBy(_Element, frozen=True):
    """How a material need not be handed in (免提交方式); way: license, data_check, system_generated, commitment."""

    way: str
    license_type: str = ""
    license_name: str = ""
    note: str = ""


class MaterialRequirement(_Element, frozen=True):
    """A material that the list asks for (申请材料); `single_use` (一次有效): made for this application alone."""

    code: str
    name: str
    necessity: Necessity = Necessity.REQUIRED
    required_when: str = ""
    why: str = ""
    originals: int = 1
    copies: int = 0
    medium: str = "paper_or_electronic"
    kind: str = "other"
    source: Source = Source()
    spared_by: SparedBy | None = None
    points: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    sample: str = ""
    has_blank_form: bool = False
    single_use: bool = False
    accept_types: tuple[str, ...] = ("pdf", "jpg", "png")
    max_files: int = 10
    basis: Basis | None = None


class Stage(_Element, frozen=True):
    """A stage of handling (办理环节) with its own limit; post: counter, examiner, reviewer, decider, issuer."""

    code: str
    name: str
    post: str
    limit: Span | None = None
    standard: str = ""
    result: str = ""


class SpecialProcedure(_Element, frozen=True):
    """A special procedure (特别程序); effect: pauses (扣除时限) or extends (延长审批); at least `officers` persons.

    `participants` says who takes part beside the officers. `record_form` are the lines that its record must have
    (记录表): a code, what is written down there, and how.
    """

    code: str
    name: str
    kind: str
    effect: str = "pauses"
    limit: Span = Span()
    is_counted: bool = False
    organiser: str = ""
    officers: int = 2
    is_charged: bool = False
    basis: Basis | None = None
    participants: str = ""
    record_form: tuple[Choice, ...] = ()


class AcceptanceWindow(_Element, frozen=True):
    """A time of the year in which applications are taken (受理期); month and day, both included: 04-01 to 04-30.

    One that closes before it opens goes over the turn of the year.
    """

    opens: str
    closes: str
    name: str = ""


class Quota(_Element, frozen=True):
    """How many may be granted in a period (数量限制): year, month or all time; given in order of acceptance.

    行政许可法 第五十七条. What is refused, withdrawn or ended leaves its place to the next.
    """

    number: int
    period: str = "year"
    basis: Basis | None = None


class Renewal(_Element, frozen=True):
    """That the option renews a licence (延续): `expiry` is the question or field that says when the old one expires.

    Who applied at least `ahead` days before that day has it renewed if nothing is decided by then (许可法 第五十条).
    """

    expiry: str
    ahead: Span = Span(value=30, unit="day")
    basis: Basis | None = None


class Fee(_Element, frozen=True):
    """A fee (收费): `amount` in fen when fixed, else `standard` in words; never without a basis."""

    name: str
    standard: str
    basis: Basis
    amount: int | None = None
    reduction: str = ""
    may_pay_online: bool = False


class Result(_Element, frozen=True):
    """What is given in the end (办理结果); kind: license, approval, record, other, none. `validity`: e.g. 5 years.

    `operation` says what is done to a licence of `license_type`: issue, change, renew, deregister.
    """

    name: str
    kind: str = "license"
    license_type: str = ""
    operation: str = "issue"
    validity: Span | None = None
    sample: str = ""


class Faq(_Element, frozen=True):
    question: str
    answer: str


class Intermediary(_Element, frozen=True):
    """An intermediary service that the law demands (中介服务)."""

    name: str
    qualification: str = ""
    limit: str = ""
    price: str = ""
    basis: Basis | None = None


class Prerequisite(_Element, frozen=True):
    """What has to be done before (前置事项): the item, by its basic code, whose result is needed; `when` as data."""

    basic_code: str
    name: str
    when: str = ""
    basis: Basis | None = None


class OnlineException(_Element, frozen=True):
    """Why an item is not online (不上网例外, plan 二(二)).

    ground: law, state_secret, other; `review_on` is the day by which it is looked at again.
    """

    ground: str
    basis: Basis
    approved_by: str = ""
    review_on: str = ""


class DeferralRule(_Element, frozen=True):
    """容缺受理: may the applicant ask for it, by when the gap is closed, and what follows if it is not.

    The default is the plan's rule (四(五)2): accepted at once, made good once at collection, else the result is
    withheld. `intake`: accept, or file (容缺收件: stored, no clock runs until it is complete). `limit` is the term of
    by_limit and the most of before_promised_end, which ends `lead` workdays before the promised day. `on_lapse`:
    withhold, deemed_withdrawn, suspend_then_return after `grace` more, or as_notified: what the notice says, one of
    `notified`. `may_extend`: force majeure moves the day (不可抗力).
    """

    is_offered: bool = False
    supplement: str = "at_collection"
    limit: Span | None = None
    intake: str = "accept"
    lead: int = 0
    on_lapse: str = "withhold"
    grace: Span | None = None
    notified: str = "return"
    may_extend: bool = False


class CommitmentRule(_Element, frozen=True):
    """告知承诺: offered or not, from and to which day, what is promised, what follows a breach (plan 四(五)1)."""

    is_offered: bool = False
    kind: str = "license"
    from_on: str = ""
    to_on: str = ""
    promises: tuple[str, ...] = ()
    consequence: str = ""
    check_within: Span | None = None


class Option(_Element, frozen=True):
    """A handling option (业务办理项) as it stands in one version: everything that a guide, a form and a clock need."""

    name: str
    short_name: str = ""
    aliases: tuple[str, ...] = ()
    everyday_words: tuple[str, ...] = ()
    summary: str = ""
    audience: tuple[str, ...] = ("person",)
    person_topics: tuple[str, ...] = ()
    enterprise_topics: tuple[str, ...] = ()
    life_events: tuple[str, ...] = ()
    case_type: str = "committed"
    statutory_limit: Span = Span()
    promised_limit: Span = Span()
    clock_starts: str = "acceptance"
    is_accepted_on_receipt: bool = False
    may_be_silent_consent: bool = True
    legal_basis: tuple[Basis, ...] = ()
    conditions: tuple[AcceptanceCondition, ...] = ()
    refusal_grounds: tuple[AcceptanceCondition, ...] = ()
    questions: tuple[Question, ...] = ()
    form: tuple[FormField, ...] = ()
    materials: tuple[MaterialRequirement, ...] = ()
    stages: tuple[Stage, ...] = ()
    special_procedures: tuple[SpecialProcedure, ...] = ()
    fees: tuple[Fee, ...] = ()
    results: tuple[Result, ...] = ()
    faqs: tuple[Faq, ...] = ()
    intermediaries: tuple[Intermediary, ...] = ()
    prerequisites: tuple[Prerequisite, ...] = ()
    online_exception: OnlineException | None = None
    power_source: str = "statutory"
    agency_nature: str = "statutory_organ"
    power_division: str = ""
    exercised_content: str = ""
    joint_agencies: tuple[str, ...] = ()
    entrusting_agency: str = ""
    process_note: str = ""
    quantity_limit: str = ""
    deferral: DeferralRule = DeferralRule()
    commitment: CommitmentRule = CommitmentRule()
    visits_required: int = 1
    visit_reason: str = ""
    online_depth: str = "accept"
    scope: str = "city"
    cross_province_mode: str = ""
    channels: tuple[str, ...] = ("window", "web", "mobile")
    may_book: bool = True
    may_deliver_by_post: bool = True
    may_use_kiosk: bool = False
    venues: tuple[str, ...] = ()
    hours: str = ""
    enquiry_phone: str = ""
    complaint_phone: str = ""
    rights: str = ""
    duties: str = ""
    remedy: str = ""
    is_sample: bool = True
    acceptance_windows: tuple[AcceptanceWindow, ...] = ()
    quota: Quota | None = None
    renewal: Renewal | None = None

    def question(self, code: str) -> Question | None:
        return next((each for each in self.questions if each.code == code), None)

    def material(self, code: str) -> MaterialRequirement | None:
        return next((each for each in self.materials if each.code == code), None)

    def special_procedure(self, code: str) -> SpecialProcedure | None:
        return next((each for each in self.special_procedures if each.code == code), None)

    def is_needed(self, material: MaterialRequirement, answers: Answers) -> Truth:
        """Is this material asked for in this situation? None: it depends on a question that is still open."""
        return holds(material.required_when, answers)


def encode(option: Option) -> bytes:
    """The canonical bytes of an option: keys in the order of the elements, defaults left out."""
    return msgspec.json.encode(option)


def decode(blob: bytes | str) -> Option:
    return _DECODER.decode(blob)


def from_plain(plain: dict[str, Any]) -> Option:
    """An option from plain data (a YAML or JSON document); msgspec.ValidationError names the path of a defect."""
    return msgspec.convert(plain, Option)


def content_hash(option: Option) -> str:
    """SHA-256 of the canonical bytes: the same on web, print, kiosk and API for the same version."""
    return hashlib.sha256(encode(option)).hexdigest()


_DECODER = msgspec.json.Decoder(Option)

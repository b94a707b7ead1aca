"""What callers are told of bundles (一件事): the shapes behind the schema and the docs."""

from datetime import date

from tongban.web.openapi.shapes.told import Span, Told


class BundleHead(Told):
    code: str
    title: str
    summary: str
    audience: list[str]
    lead: str
    number: int
    effective_on: date
    content_hash: str
    is_sample: bool
    option_codes: list[str]


class Bundles(Told):
    results: list[BundleHead]


class BundleGate(Told):
    key: str
    name: str
    reported_by: str
    basis: str


class BundleTaken(Told):
    part: str
    code: str
    source: str
    result: str


class BundleMember(Told):
    key: str
    option_code: str
    title: str
    agency: str
    after: list[str]
    needed_when: str
    is_optional: bool
    promised_limit: Span | None
    gate: BundleGate | None
    takes: list[BundleTaken]


class BundleChoice(Told):
    value: str
    label: str


class BundleQuestion(Told):
    code: str
    text: str
    kind: str
    unit: str
    choices: list[BundleChoice]


class BundlePlace(Told):
    member: str
    part: str
    code: str


class BundleField(Told):
    key: str
    label: str
    kind: str
    unit: str
    is_required: bool
    choices: list[BundleChoice]
    fills: list[BundlePlace]


class BundleReason(Told):
    member: str
    material: str
    why: str


class BundlePaper(Told):
    key: str
    name: str
    originals: int
    copies: int
    reasons: list[BundleReason]


class BundleSpared(Told):
    member: str
    material: str
    name: str
    way: str
    why: str
    is_certain: bool


class BundleWay(Told):
    keys: list[str]
    workdays: int
    is_exact: bool


class Bundle(BundleHead):
    promised_limit: Span | None
    is_ended_together: bool
    questions: list[BundleQuestion]
    members: list[BundleMember]
    levels: list[list[str]]
    critical_path: BundleWay
    form: list[BundleField]
    papers: list[BundlePaper]
    spared: list[BundleSpared]
    undecided: list[BundleReason]

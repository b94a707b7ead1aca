"""Joint applications (一件事办件): what callers send and are told, the shapes behind the schema and the docs."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from tongban.web.openapi.shapes.asked import MOST_FILES, ApplicantSent, LongText, Page, Sent, Text
from tongban.web.openapi.shapes.told import Told

Key = Annotated[str, Field(max_length=120)]
Typed = Annotated[str, Field(max_length=2000)] | int | float | Annotated[list[Key], Field(max_length=50)]
FormSent = Annotated[
    dict[Key, Typed], Field(max_length=500, description="一张表：一件事form里的key到内容，相同的只填一次")
]
PapersSent = Annotated[
    dict[Key, Annotated[list[UUID], Field(max_length=MOST_FILES)]],
    Field(max_length=100, description="一套材料：一件事papers里的key到上传后的文件编号，每份只传一次"),
]


class SituationSent(Sent):
    form: FormSent = Field(default_factory=dict)
    left_out: Annotated[list[Key], Field(max_length=20, description="可以不选的事项里，不办的")] = Field(
        default_factory=list
    )


class BundleCaseSent(SituationSent):
    code: Annotated[str, Field(max_length=60, description="一件事的标识，例如 real-estate")]
    applicant: Annotated[ApplicantSent | None, Field(description="申请人；窗口收件要填，本人提交不填")] = None
    papers: PapersSent = Field(default_factory=dict)
    licenses: Annotated[
        dict[Key, Annotated[str, Field(max_length=256)]],
        Field(max_length=40, description="用电子证照代替材料：证照类型到证照标识"),
    ] = Field(default_factory=dict)


class BundleActSent(Sent):
    """The body of any act on a joint application; each act reads what it needs."""

    version: Annotated[int | None, Field(ge=0, le=2_147_483_647, description="看到的版本；已经变了就不办，回答409")] = (
        None
    )
    papers: PapersSent = Field(default_factory=dict)
    reason: Annotated[LongText, Field(description="撤回的原因")] = ""
    way: Annotated[Literal["", "electronic", "post", "locker"], Field(description="送达方式")] = ""
    tracking: Annotated[Text, Field(description="邮寄单号，一个单号寄全部")] = ""
    collector_name: Annotated[Text, Field(description="领取人姓名")] = ""
    collector_id_number: Annotated[Text, Field(description="领取人身份证号")] = ""
    paper: Annotated[UUID | None, Field(description="窗口代为撤回时，申请人签字的扫描件")] = None


class BundleCasesAsked(Page):
    status: Annotated[Literal["", "open", "ended"], Field(description="open 在办、ended 已结束；不填就是全部")] = ""


class Filled(Told):
    field: str
    label: str
    source: str


class BundleChildTold(Told):
    member: str
    title: str
    number: str
    option_code: str
    agency: str
    status: str
    status_label: str
    outcome: str
    due_on: date | None
    expected_on: date | None
    waits_for: list[str]
    failed_before: list[str]
    awaits: str
    held_because: str
    sent_with: list[str]
    let_go_on: date | None
    filled: list[Filled]


class BundleWanted(Told):
    key: str
    name: str
    problems: list[str]


class BundleCaseRow(Told):
    number: str
    code: str
    title: str
    status: str
    overall: str
    overall_label: str
    received_at: datetime
    days: int
    slowest: str


class BundleCase(Told):
    number: str
    version: int
    code: str
    title: str
    edition: int
    status: str
    overall: str
    overall_label: str
    channel: str
    received_at: datetime
    accepted_at: datetime | None
    ended_at: datetime | None
    promised_on: date | None
    days: int
    slowest: str
    is_sent_together: bool
    cases: list[BundleChildTold]
    wanted: list[BundleWanted]
    actions: list[str]


class NewBundleCase(BundleCase):
    query_codes: dict[str, str]


class BundleCasePage(Told):
    results: list[BundleCaseRow]
    next: str | None

"""What callers send (请求): parameters and bodies."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

MOST_MATERIALS = 200
MOST_FILES = 100

Text = Annotated[str, Field(max_length=200)]
LongText = Annotated[str, Field(max_length=4000)]
Code = Annotated[str, Field(max_length=256)]


class Sent(BaseModel):
    """A body; fields that nobody knows are told, because they are mostly misspelt ones."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class Page(BaseModel):
    page_size: Annotated[int, Field(ge=1, le=100, description="每页多少条，1到100")] = 20
    cursor: Annotated[str, Field(max_length=200, description="上一页回答里的 next")] = ""


class ItemsAsked(Page):
    q: Annotated[str, Field(max_length=200, description="要办什么事，用平常的话说，例如“开个小饭馆”")] = ""
    audience: Annotated[str, Field(max_length=40, description="服务对象：person 或 enterprise")] = ""
    topic: Annotated[str, Field(max_length=40, description="主题，例如 enterprise:010")] = ""
    agency: Annotated[str, Field(max_length=60, description="部门标识，例如 market-regulation")] = ""
    kind: Annotated[str, Field(max_length=40, description="事项类型，例如 license")] = ""
    online: Annotated[
        str, Field(max_length=40, description="online 可网上办、fully_online 全程网办、once 最多跑一次")
    ] = ""
    bundle: Annotated[str, Field(max_length=60, description="一件事（生命周期）的标识")] = ""


class BundlesAsked(BaseModel):
    q: Annotated[str, Field(max_length=60, description="要办什么事，用平常的话说，例如“开个小饭馆”；不填就是全部")] = ""


class ListAsked(Page):
    edition: Annotated[str, Field(max_length=80, description="版次，例如 2026-1；不填就是现行的一版")] = ""
    institution: Annotated[
        str, Field(max_length=60, description="各机构分别公布的清单，填机构标识，例如 government-affairs")
    ] = ""
    q: Annotated[str, Field(max_length=200, description="在条目里搜索")] = ""
    agency: Annotated[str, Field(max_length=200, description="部门名称")] = ""


class AsOf(BaseModel):
    as_of: Annotated[date | None, Field(description="看那一天有效的办事指南；不填就是现在")] = None


class AnswersSent(Sent):
    answers: Annotated[dict[str, Any], Field(max_length=200, description="情形问题的答案：问题编码到答案")] = {}


class ApplicantSent(Sent):
    kind: Annotated[Literal["person", "enterprise"], Field(description="个人或者企业")]
    name: Annotated[str, Field(max_length=200, description="姓名或者名称，与证件一致")]
    id_kind: Annotated[str, Field(max_length=40, description="证件类型；不填：个人为id_card，企业为uscc")] = ""
    id_number: Annotated[str, Field(max_length=256, description="证件号码")]
    phone: Annotated[str, Field(max_length=60, description="手机号，用来接收办理进度")] = ""


class MaterialSent(Sent):
    requirement_code: Annotated[str, Field(max_length=60, description="办事指南里的材料编码")]
    file_ids: Annotated[list[UUID], Field(max_length=MOST_FILES, description="上传后得到的文件编号")] = []
    license_identifier: Annotated[str, Field(max_length=256, description="用电子证照代替时，证照标识")] = ""
    deferred: Annotated[bool, Field(description="容缺：以后补交")] = False
    committed: Annotated[bool, Field(description="告知承诺：用书面承诺代替")] = False


FileId = Annotated[UUID, Field(description="上传后得到的文件编号")]


class SlotSent(Sent):
    starts_at: Annotated[str, Field(max_length=40, description="开始时间，例如 2026-11-26T10:00:00+08:00")]
    ends_at: Annotated[str, Field(max_length=40, description="结束时间")]
    place: Annotated[str, Field(max_length=200, description="地点")]


class CaseSent(Sent):
    option_code: Annotated[str, Field(max_length=64, description="业务办理项编码，33位")]
    channel: Annotated[
        Literal["web", "mobile", "window", "kiosk", "station", "phone", "api"] | None,
        Field(description="申办渠道；不填：系统为api，窗口人员为window，个人为web"),
    ] = None
    applicant: Annotated[ApplicantSent | None, Field(description="申请人；本人登录时可以不填")] = None
    agent: Annotated[ApplicantSent | None, Field(description="经办人、代办人")] = None
    answers: Annotated[dict[str, Any], Field(max_length=200, description="情形问题的答案")] = {}
    form: Annotated[dict[str, Any], Field(max_length=500, description="申请表：字段编码到内容")] = {}
    materials: Annotated[list[MaterialSent], Field(max_length=MOST_MATERIALS)] = []
    deferral_requested: Annotated[bool, Field(description="申请容缺受理")] = False
    deferral_signature: Annotated[
        str, Field(max_length=200, description="容缺受理的签名：申请人（代办的写代办人）自己写的姓名")
    ] = ""
    commitment_accepted: Annotated[bool, Field(description="接受告知承诺书")] = False
    commitment_signature: Annotated[
        str, Field(max_length=200, description="承诺书的签名：申请人（代办的写代办人）自己写的姓名；窗口不填")
    ] = ""
    promise_paper: Annotated[UUID | None, Field(description="申请人签字的承诺书，扫描件的编号；窗口才填")] = None


class CasesAsked(Page):
    status: Annotated[list[str], Field(max_length=20, description="状态，可以重复给出或者用逗号分开")] = []
    option: Annotated[str, Field(max_length=64, description="业务办理项编码")] = ""
    agency: Annotated[str, Field(max_length=60, description="部门标识")] = ""
    light: Annotated[Literal["", "green", "yellow", "red"], Field(description="红绿灯")] = ""
    due_before: Annotated[date | None, Field(description="到期日早于这一天")] = None
    q: Annotated[str, Field(max_length=200, description="办件编号、事项名称或者申请人")] = ""


class TrackAsked(BaseModel):
    number: Annotated[str, Field(max_length=60, description="办件编号")]
    query_code: Annotated[str, Field(max_length=40, description="8位查询码，提交时告诉申请人")]


class DueAsked(BaseModel):
    start: Annotated[
        str, Field(max_length=40, description="起算日 2026-03-08，或者带时区的时刻 2026-03-08T10:00:00+08:00")
    ]
    limit: Annotated[int, Field(ge=0, le=1_000_000, description="时限的数值")]
    unit: Annotated[
        Literal["workday", "day", "month", "year", "hour", "on_the_spot"], Field(description="时限的单位")
    ] = "workday"
    counting: Annotated[
        Literal["from_next_day", "from_same_day"],
        Field(description="from_next_day：次日起算（民法典第二百零一条）；from_same_day：当日算起"),
    ] = "from_next_day"
    pauses: Annotated[
        list[str],
        Field(
            max_length=200,
            description="不计入的期间，起止两天都不计入，写成 2026-01-01/2026-01-05；可以重复给出或者用逗号分开",
        ),
    ] = []


class CodeAsked(BaseModel):
    kind: Annotated[str, Field(max_length=40, description="编码种类，例如 id_card、uscc、option、case_number")]
    value: Annotated[str, Field(max_length=1000, description="要校验的编码")]


class LicenseAsked(BaseModel):
    identifier: Annotated[str, Field(max_length=256, description="电子证照标识")] = ""
    code: Annotated[str, Field(max_length=60, description="文书上的10位核验码")] = ""


class StatementAsked(BaseModel):
    identifier: Annotated[str, Field(max_length=256, description="电子证照标识")]
    nonce: Annotated[
        str, Field(pattern="^[0-9A-Za-z_-]{16,64}$", description="这一次查询的随机数，原样写进回答，旧的回答就不能冒充")
    ]


class DocumentAsked(BaseModel):
    code: Annotated[str, Field(max_length=60, description="文书上的10位核验码")]
    pdf_sha256: Annotated[
        str, Field(pattern="^([0-9a-fA-F]{64})?$", description="手里那份PDF的SHA-256，用来核对是不是同一份")
    ] = ""


class VerdictSent(Sent):
    verdict: Literal["good", "bad"]
    problem: Annotated[str, Field(max_length=500, description="不合格时写明哪里不对")] = ""


class CorrectionSent(Sent):
    requirement_code: Annotated[str, Field(max_length=60)]
    problem: Annotated[str, Field(max_length=500, description="哪里不对；缺少的材料可以不写")] = ""
    remedy: Annotated[str, Field(max_length=500, description="怎么补")] = ""
    ask_again_reason: Annotated[str, Field(max_length=200, description="已经有的材料，为什么还要；会记录并公开")] = ""


class LiveCodeAsked(BaseModel):
    code: Annotated[str, Field(max_length=800, description="码里的文字，或者码里的网址")]


class ScanSent(Sent):
    code: Annotated[str, Field(max_length=800, description="码里的文字，或者码里的网址；一个码只能扫一次")]
    scene: Annotated[str, Field(max_length=60, description="用码场景，例如 window；能看什么由场景定")] = "window"
    claims: Annotated[
        list[Annotated[str, Field(max_length=90)]],
        Field(max_length=12, description="只要场景里的哪几项；不填就是场景允许的全部"),
    ] = []

"""The columns of the workbook (工作簿的列): every element of an option has one; tests prove that none is forgotten."""

from collections.abc import Mapping
from dataclasses import dataclass

from tongban.registers.catalog import vocabulary as words
from tongban.registers.catalog.kinds import ItemKind, Necessity, ServiceField
from tongban.registers.catalog.lifecycle import Operation

from .words import AUDIENCES as SPOKEN_AUDIENCES

Words = Mapping[str, str]

UNITS: Words = {
    "workday": "工作日",
    "day": "自然日",
    "month": "月",
    "year": "年",
    "hour": "小时",
    "on_the_spot": "当场",
}
AUDIENCES: Words = {"person": "个人", "enterprise": "企业"}
QUESTION_KINDS: Words = {
    "choice": "单选",
    "choices": "多选",
    "yes_no": "是否",
    "number": "数字",
    "date": "日期",
    "text": "文字",
}
FIELD_KINDS: Words = {
    **QUESTION_KINDS,
    "long_text": "长文字",
    "money": "金额",
    "phone": "电话",
    "id_card": "身份证号",
    "uscc": "统一社会信用代码",
    "address": "地址",
    "bank_card": "银行卡号",
}
KINDS: Words = {each.value: each.label for each in ItemKind}
SERVICE_FIELDS: Words = {each.value: each.label for each in ServiceField}
NECESSITIES: Words = {each.value: each.label for each in Necessity}
OPERATIONS: Words = {each.value: each.label for each in Operation}


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """One column: its header, the path of the element, and how a cell is read.

    `kind`: text, whole, yes_no, word, words, lines, choices, money, date. `explicit` is written when the element
    above stands but this one is its default. `others` are headers that mean the same, `spoken` what people say for
    its words.
    """

    header: str
    path: tuple[str, ...]
    kind: str = "text"
    words: Words | None = None
    others: tuple[str, ...] = ()
    explicit: int | str | None = None
    is_needed: bool = False
    spoken: Mapping[str, tuple[str, ...]] | None = None

    @property
    def is_limit(self) -> bool:
        """The number of a limit, which is nothing without its unit."""
        return self.kind == "whole" and self.path[-1] == "value"


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """One worksheet: the list of the option that its rows stand for; "" is the sheet of items itself."""

    name: str
    element: str
    columns: tuple[Column, ...]
    others: tuple[str, ...] = ()
    purpose: str = ""


REFERENCE = "办理项"
REFERENCE_OTHERS = ("办理项编号", "办理项编码", "事项编码", "所属办理项", "业务办理项")


def basis(prefix: tuple[str, ...] = ("basis",), title: str = "依据") -> tuple[Column, ...]:
    return (
        Column(f"{title}名称", (*prefix, "law"), others=("设定依据", "法律依据") if prefix == ("basis",) else ()),
        Column(f"{title}条款", (*prefix, "article")),
        Column(f"{title}内容", (*prefix, "gist")),
    )


def span(key: str, title: str, *others: str) -> tuple[Column, ...]:
    return (
        Column(title, (key, "value"), "whole", others=others, explicit=0),
        Column(f"{title}单位", (key, "unit"), "word", UNITS, explicit="workday"),
        Column(f"{title}说明", (key, "note")),
    )


ITEM = (
    Column("基本编码", ("item", "basic_code"), is_needed=True, others=("事项基本编码", "编码", "事项编码", "目录编码")),
    Column("事项名称", ("item", "name"), is_needed=True, others=("主项名称",)),
    Column("事项类型", ("item", "kind"), "word", KINDS, is_needed=True, others=("权力类型", "类型")),
    Column("公共服务领域", ("item", "field"), "word", SERVICE_FIELDS, others=("领域",)),
    Column("部门标识", ("item", "agency"), others=("实施部门", "实施主体", "部门")),
    Column("行使层级", ("item", "level"), "whole", others=("层级",)),
    Column("部门编码", ("item", "department_code")),
    Column("本地特色", ("item", "is_local_feature"), "yes_no"),
    Column("版本号", ("item", "version", "number"), "whole", explicit=1),
    Column("生效日期", ("item", "version", "effective_on"), "date"),
    Column("调整原因", ("item", "version", "reason")),
    Column("调整依据", ("item", "version", "legal_source")),
    Column("调整方式", ("item", "version", "operation"), "word", OPERATIONS),
)
NUMBER = Column("办理项序号", ("#number",), is_needed=True, others=("序号", "办理项编号", "业务办理项序号"))
OPTION = (
    Column("办理项名称", ("name",), is_needed=True, others=("业务办理项名称", "名称")),
    Column("简称", ("short_name",)),
    Column("别名", ("aliases",), "lines"),
    Column("俗话", ("everyday_words",), "lines", others=("群众说法",)),
    Column("一句话说明", ("summary",)),
    Column("服务对象", ("audience",), "words", AUDIENCES, spoken=SPOKEN_AUDIENCES),
    Column("个人主题", ("person_topics",), "lines"),
    Column("企业主题", ("enterprise_topics",), "lines"),
    Column("人生大事", ("life_events",), "lines"),
    Column("办件类型", ("case_type",), "word", words.CASE_TYPES),
    *span("statutory_limit", "法定时限", "法定办结时限", "法定办理时限", "法定期限"),
    *span("promised_limit", "承诺时限", "承诺办结时限", "承诺办理时限", "承诺期限"),
    Column("时限起算", ("clock_starts",), "word", words.CLOCK_STARTS),
    Column("收到即受理", ("is_accepted_on_receipt",), "yes_no"),
    Column("逾期视为受理", ("may_be_silent_consent",), "yes_no"),
    Column("不上网理由", ("online_exception", "ground"), "word", words.OFFLINE_GROUNDS),
    *basis(("online_exception", "basis"), "不上网依据"),
    Column("不上网批准", ("online_exception", "approved_by")),
    Column("不上网复查日", ("online_exception", "review_on")),
    Column("权力来源", ("power_source",), "word", words.POWER_SOURCES),
    Column("实施主体性质", ("agency_nature",), "word", words.AGENCY_NATURES),
    Column("权限划分", ("power_division",)),
    Column("行使内容", ("exercised_content",)),
    Column("联办机构", ("joint_agencies",), "lines"),
    Column("委托部门", ("entrusting_agency",)),
    Column("办理流程", ("process_note",), others=("流程说明",)),
    Column("数量限制", ("quantity_limit",)),
    Column("名额", ("quota", "number"), "whole"),
    Column("名额周期", ("quota", "period"), "word", words.QUOTA_PERIODS),
    *basis(("quota", "basis"), "名额依据"),
    Column("届满日填在", ("renewal", "expiry")),
    Column("提前申请延续", ("renewal", "ahead", "value"), "whole", explicit=0),
    Column("提前申请延续单位", ("renewal", "ahead", "unit"), "word", UNITS, explicit="workday"),
    Column("提前申请延续说明", ("renewal", "ahead", "note")),
    *basis(("renewal", "basis"), "延续依据"),
    Column("可容缺受理", ("deferral", "is_offered"), "yes_no"),
    Column("容缺补齐", ("deferral", "supplement"), "word", words.SUPPLEMENTS),
    Column("容缺补齐时限", ("deferral", "limit", "value"), "whole", explicit=0),
    Column("容缺补齐时限单位", ("deferral", "limit", "unit"), "word", UNITS, explicit="workday"),
    Column("容缺补齐时限说明", ("deferral", "limit", "note")),
    Column("容缺怎么收", ("deferral", "intake"), "word", words.DEFERRAL_INTAKES),
    Column("容缺提早几个工作日", ("deferral", "lead"), "whole"),
    Column("容缺逾期怎么办", ("deferral", "on_lapse"), "word", words.LAPSES),
    Column("容缺逾期再等", ("deferral", "grace", "value"), "whole", explicit=0),
    Column("容缺逾期再等单位", ("deferral", "grace", "unit"), "word", UNITS, explicit="workday"),
    Column("容缺逾期再等说明", ("deferral", "grace", "note")),
    Column("容缺通知书写明", ("deferral", "notified"), "word", words.NOTIFIED_LAPSES),
    Column("容缺可以延期", ("deferral", "may_extend"), "yes_no"),
    Column("可告知承诺", ("commitment", "is_offered"), "yes_no"),
    Column("告知承诺类型", ("commitment", "kind"), "word", words.COMMITMENTS),
    Column("告知承诺开始", ("commitment", "from_on")),
    Column("告知承诺结束", ("commitment", "to_on")),
    Column("承诺内容", ("commitment", "promises"), "lines"),
    Column("违反承诺后果", ("commitment", "consequence")),
    Column("承诺核查期限", ("commitment", "check_within", "value"), "whole", explicit=0),
    Column("承诺核查期限单位", ("commitment", "check_within", "unit"), "word", UNITS, explicit="workday"),
    Column("承诺核查期限说明", ("commitment", "check_within", "note")),
    Column("到现场次数", ("visits_required",), "whole", others=("跑动次数",)),
    Column("到现场原因", ("visit_reason",)),
    Column("网办深度", ("online_depth",), "word", words.ONLINE_DEPTHS),
    Column("通办范围", ("scope",), "word", words.SCOPES),
    Column("跨省通办方式", ("cross_province_mode",), "word", words.CROSS_PROVINCE_MODES),
    Column("办理渠道", ("channels",), "words", words.CHANNELS, others=("办理形式",)),
    Column("可预约", ("may_book",), "yes_no"),
    Column("可邮寄", ("may_deliver_by_post",), "yes_no"),
    Column("可自助办", ("may_use_kiosk",), "yes_no"),
    Column("办理场所标识", ("venues",), "lines"),
    Column("办理时间", ("hours",)),
    Column("咨询电话", ("enquiry_phone",), others=("咨询方式",)),
    Column("投诉电话", ("complaint_phone",), others=("监督投诉电话",)),
    Column("申请人权利", ("rights",)),
    Column("申请人义务", ("duties",)),
    Column("救济途径", ("remedy",)),
    Column("样例数据", ("is_sample",), "yes_no"),
)
CODE = Column("代码", ("code",), is_needed=True, others=("编号",))
CONDITION = (
    CODE,
    Column("内容", ("text",), is_needed=True, others=("条件",)),
    Column("满足条件", ("met_when",)),
    Column("不满足时", ("otherwise",)),
    *basis(),
)
MATERIALS = Table(
    "材料",
    "materials",
    (
        Column("材料代码", ("code",), is_needed=True, others=("代码", "材料编码", "编号")),
        Column("材料名称", ("name",), is_needed=True, others=("名称",)),
        Column("必要性", ("necessity",), "word", NECESSITIES, others=("是否必要", "是否必须")),
        Column("什么时候要", ("required_when",), others=("提交条件",)),
        Column("为什么要", ("why",)),
        Column("原件份数", ("originals",), "whole", others=("原件数",)),
        Column("复印件份数", ("copies",), "whole", others=("复印件数",)),
        Column("材料形式", ("medium",), "word", words.MEDIA),
        Column("材料类别", ("kind",), "word", words.MATERIAL_KINDS, others=("材料分类",)),
        Column("来源渠道", ("source", "kind"), "word", words.SOURCES),
        Column("核发机构", ("source", "issuer"), others=("出具单位",)),
        Column("来源说明", ("source", "how")),
        Column("免提交方式", ("spared_by", "way"), "word", words.WAYS_SPARED),
        Column("证照类型", ("spared_by", "license_type"), others=("证照编码",)),
        Column("证照名称", ("spared_by", "license_name")),
        Column("免提交说明", ("spared_by", "note")),
        Column("填报须知", ("points",), "lines", others=("要点", "受理标准")),
        Column("可代替的材料", ("alternatives",), "lines"),
        Column("样本", ("sample",)),
        Column("有空白表", ("has_blank_form",), "yes_no"),
        Column("一次有效", ("single_use",), "yes_no"),
        Column("文件类型", ("accept_types",), "lines"),
        Column("最多文件数", ("max_files",), "whole"),
        *basis(),
    ),
    others=("申请材料", "材料清单"),
    purpose='每份材料一行。条件写在“什么时候要”，例如 married == "yes"，名称用“情形问题”里的代码。',
)
QUESTIONS = Table(
    "情形问题",
    "questions",
    (
        CODE,
        Column("问题", ("text",), is_needed=True),
        Column("题型", ("kind",), "word", QUESTION_KINDS),
        Column("提示", ("hint",)),
        Column("选项", ("choices",), "choices"),
        Column("什么时候问", ("show_when",)),
        Column("单位", ("unit",)),
        Column("自动填写", ("prefill",)),
    ),
    others=("情形", "情形引导"),
    purpose="一问一行。选项每行一个：值|名称|提示。",
)
STAGES = Table(
    "环节",
    "stages",
    (
        Column("环节代码", ("code",), is_needed=True, others=("代码", "编号")),
        Column("环节名称", ("name",), is_needed=True, others=("名称",)),
        Column("岗位", ("post",), "word", words.POSTS, is_needed=True),
        *span("limit", "时限"),
        Column("审查标准", ("standard",)),
        Column("环节结果", ("result",)),
    ),
    others=("办理环节", "流程"),
    purpose="每个环节一行，按先后排列。",
)
FEES = Table(
    "收费",
    "fees",
    (
        Column("收费名称", ("name",), is_needed=True, others=("收费项目", "名称")),
        Column("收费标准", ("standard",), is_needed=True),
        Column("金额（元）", ("amount",), "money", others=("金额",)),
        *basis(),
        Column("减免", ("reduction",)),
        Column("可网上缴费", ("may_pay_online",), "yes_no"),
    ),
    others=("收费项目",),
    purpose="没有收费的不填。每项收费都要写依据。",
)
FAQS = Table(
    "常见问题",
    "faqs",
    (Column("问题", ("question",), is_needed=True), Column("回答", ("answer",), is_needed=True, others=("答复",))),
    purpose="群众常问的，一问一行。",
)
BASES = Table(
    "设定依据", "legal_basis", basis((), "依据"), others=("依据", "法律依据"), purpose="一个条款一行，写全称。"
)
CONDITIONS = Table("受理条件", "conditions", CONDITION, others=("条件",), purpose="一个条件一行。")
GROUNDS = Table("不予受理情形", "refusal_grounds", CONDITION, purpose="一种情形一行。")
RESULTS = Table(
    "办理结果",
    "results",
    (
        Column("结果名称", ("name",), is_needed=True, others=("名称",)),
        Column("结果类型", ("kind",), "word", words.RESULTS),
        Column("结果证照类型", ("license_type",)),
        Column("对证照做什么", ("operation",), "word", words.OPERATIONS),
        *span("validity", "有效期"),
        Column("结果样本", ("sample",)),
    ),
    others=("结果",),
    purpose="办成以后发什么。",
)
PROCEDURES = Table(
    "特别程序",
    "special_procedures",
    (
        CODE,
        Column("程序名称", ("name",), is_needed=True, others=("名称",)),
        Column("程序类型", ("kind",), "word", words.SPECIAL_PROCEDURES, is_needed=True),
        Column("对时限", ("effect",), "word", words.EFFECTS),
        *span("limit", "时限"),
        Column("计入时限", ("is_counted",), "yes_no"),
        Column("组织单位", ("organiser",)),
        Column("最少人数", ("officers",), "whole"),
        Column("参加人", ("participants",)),
        Column("记录表", ("record_form",), "choices"),
        Column("收费", ("is_charged",), "yes_no"),
        *basis(),
    ),
    purpose="听证、鉴定、公示等，没有的不填。",
)
FORM = Table(
    "申请表",
    "form",
    (
        CODE,
        Column("字段名称", ("label",), is_needed=True, others=("名称",)),
        Column("字段类型", ("kind",), "word", FIELD_KINDS),
        Column("分组", ("group",)),
        Column("提示", ("hint",)),
        Column("填写样例", ("example",)),
        Column("必填", ("is_required",), "yes_no"),
        Column("什么时候必填", ("required_when",)),
        Column("什么时候显示", ("show_when",)),
        Column("选项", ("choices",), "choices"),
        Column("自动填写", ("prefill",)),
        Column("单位", ("unit",)),
        Column("最长字数", ("max_length",), "whole"),
    ),
    others=("申请表字段",),
    purpose="网上申请表的字段，可以不填。",
)
INTERMEDIARIES = Table(
    "中介服务",
    "intermediaries",
    (
        Column("服务名称", ("name",), is_needed=True, others=("名称",)),
        Column("资质要求", ("qualification",)),
        Column("服务时限", ("limit",)),
        Column("服务收费", ("price",)),
        *basis(),
    ),
    purpose="法律规定必须的中介服务，没有的不填。",
)
PREREQUISITES = Table(
    "前置事项",
    "prerequisites",
    (
        Column("前置基本编码", ("basic_code",), is_needed=True),
        Column("前置事项名称", ("name",), is_needed=True, others=("名称",)),
        Column("什么时候要前置", ("when",)),
        *basis(),
    ),
    purpose="要先办成的事，没有的不填。",
)
WINDOWS = Table(
    "受理期",
    "acceptance_windows",
    (
        Column("名称", ("name",)),
        Column("开始", ("opens",), is_needed=True),
        Column("截止", ("closes",), is_needed=True),
    ),
    purpose="一年里只在几段时间受理的，一段一行，写月-日，例如 04-01。天天受理的不填。",
)
ITEMS = Table("事项", "", (*ITEM, NUMBER, *OPTION), others=("事项清单", "办理项"), purpose="每个办理项一行。")
DETAILS = (
    MATERIALS,
    QUESTIONS,
    STAGES,
    FEES,
    FAQS,
    BASES,
    CONDITIONS,
    GROUNDS,
    RESULTS,
    PROCEDURES,
    FORM,
    INTERMEDIARIES,
    PREREQUISITES,
    WINDOWS,
)
TABLES = (ITEMS, *DETAILS)
INSTRUCTIONS = "填写说明"
SAMPLE = "样例"

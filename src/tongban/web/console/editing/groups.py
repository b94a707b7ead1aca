"""The groups of the editor in the order in which a list is written (编制分组): the whole form as one table."""

from tongban.registers.catalog import vocabulary
from tongban.registers.catalog.content import (
    AcceptanceCondition,
    AcceptanceWindow,
    Basis,
    Faq,
    Fee,
    FormField,
    MaterialRequirement,
    Question,
    Result,
    SpecialProcedure,
    Stage,
)
from tongban.registers.catalog.kinds import ItemKind, Necessity, ServiceField
from tongban.registers.catalog.topics import ENTERPRISE_TOPICS, PERSON_TOPICS

from .fields import Field, Group, Rows, pairs

UNITS = (
    ("workday", "工作日"),
    ("day", "天（自然日）"),
    ("month", "个月"),
    ("year", "年"),
    ("hour", "小时"),
    ("on_the_spot", "当场"),
)
_WHEN = '例如 business_type == "catering"；不写就是都要'
_QUESTIONS = {
    "choice": "单选",
    "choices": "多选",
    "yes_no": "是或否",
    "number": "数字",
    "date": "日期",
    "text": "文字",
}
_FIELDS = {
    **_QUESTIONS,
    "long_text": "长文字",
    "money": "金额",
    "phone": "手机号",
    "id_card": "身份证号",
    "uscc": "统一社会信用代码",
    "address": "地址",
    "bank_card": "银行卡号",
}
_PREFILL = {
    "applicant.name": "申请人姓名",
    "applicant.id_number": "申请人证件号码",
    "applicant.phone": "申请人手机号",
    "enterprise.name": "企业名称",
    "enterprise.uscc": "企业信用代码",
    "enterprise.legal_representative": "法定代表人",
}
_LAW = (Field("basis.law", "依据的法规名称"), Field("basis.article", "第几条"))
_CODE = Field("code", "在条件里怎么称呼", hint="小写字母、数字和下划线", width="w16")


def _span(path: str, label: str) -> tuple[Field, Field]:
    return Field(f"{path}.value", label, "number", width="w8"), Field(f"{path}.unit", f"{label}的单位", "choice", UNITS)


def _optional_span(path: str, label: str) -> tuple[Field, Field]:
    """A limit that may be none at all; one without a unit is in workdays."""
    unit = (("", "没有，或者工作日"), *UNITS[:-1])
    return Field(f"{path}.value", label, "number", width="w8"), Field(f"{path}.unit", f"{label}的单位", "choice", unit)


ANNOUNCED = (
    Field("version.effective_on", "生效日期", "date", hint="发布时还可以改晚"),
    Field("version.reason", "调整的原因", "long", hint="会写进公告"),
    Field("version.legal_source", "依据的文件"),
    Field("version.drafts_until_on", "过渡到哪一天", "date", hint="选填；以前开始填的申请，这天以前还按原清单提交"),
)
UNTIL = Field("version.until_on", "预计恢复的日期", "date", hint="选填")

BASIC = Group(
    "basic",
    "基本",
    item=(
        *ANNOUNCED,
        Field("name", "事项名称"),
        Field("kind", "事项类型", "choice", tuple((each.value, each.label) for each in ItemKind)),
        Field("field", "公共服务的领域", "choice", (("", "不是公共服务"), *((e.value, e.label) for e in ServiceField))),
        Field("is_local_feature", "本地特色公共服务", "flag"),
    ),
    option=(
        Field("name", "办理项名称"),
        Field("short_name", "简称"),
        Field("summary", "一句话说明", "long"),
        Field("audience", "服务对象", "checks", (("person", "个人"), ("enterprise", "企业和其他组织"))),
        Field("aliases", "别名", "lines", hint="一行一个"),
        Field("everyday_words", "群众怎么叫它", "lines", hint="一行一个，搜索用"),
        Field("person_topics", "个人主题", "checks", pairs(PERSON_TOPICS)),
        Field("enterprise_topics", "企业主题", "checks", pairs(ENTERPRISE_TOPICS)),
        Field("power_source", "权力来源", "choice", pairs(vocabulary.POWER_SOURCES)),
        Field("agency_nature", "实施主体性质", "choice", pairs(vocabulary.AGENCY_NATURES)),
        Field("quantity_limit", "数量限制", hint="没有就不填"),
    ),
    rows=(
        Rows(
            "legal_basis",
            "设定依据",
            "依据",
            Basis,
            (Field("law", "法规名称"), Field("article", "第几条"), Field("gist", "说了什么", "long")),
            {"law": ""},
        ),
    ),
)
LIMITS = Group(
    "limits",
    "时限",
    option=(
        Field("case_type", "办件类型", "choice", pairs(vocabulary.CASE_TYPES)),
        *_span("statutory_limit", "法定办结时限"),
        *_span("promised_limit", "承诺办结时限"),
        Field("clock_starts", "时限起算", "choice", pairs(vocabulary.CLOCK_STARTS)),
        Field("quota.number", "名额", "number", hint="没有数量限制就不填", width="w8"),
        Field("quota.period", "名额的周期", "choice", pairs(vocabulary.QUOTA_PERIODS)),
        Field("renewal.expiry", "有效期届满日填在哪一栏", hint="只有延续类的填：问题或者表格字段的称呼", width="w16"),
        *_span("renewal.ahead", "最迟提前多久申请延续"),
        Field("is_accepted_on_receipt", "收到就算受理", "flag"),
        Field("may_be_silent_consent", "逾期不告知视为受理", "flag"),
        Field("scope", "通办范围", "choice", pairs(vocabulary.SCOPES)),
        Field("cross_province_mode", "跨省怎么办", "choice", pairs(vocabulary.CROSS_PROVINCE_MODES, "不跨省")),
        Field("online_depth", "网办深度", "choice", pairs(vocabulary.ONLINE_DEPTHS)),
        Field("channels", "办理渠道", "checks", pairs(vocabulary.CHANNELS)),
        Field("visits_required", "到现场次数", "number", width="w8"),
        Field("visit_reason", "为什么要到现场"),
        Field("deferral.is_offered", "可以容缺受理", "flag"),
        Field("deferral.supplement", "什么时候补齐", "choice", pairs(vocabulary.SUPPLEMENTS)),
        *_optional_span("deferral.limit", "最长多久补齐"),
        Field("deferral.lead", "比承诺办结日至少早几个工作日", "number", width="w8"),
        Field("deferral.intake", "容缺怎么收", "choice", pairs(vocabulary.DEFERRAL_INTAKES)),
        Field("deferral.on_lapse", "到期没补齐怎么办", "choice", pairs(vocabulary.LAPSES)),
        *_optional_span("deferral.grace", "中止后再等多久退件"),
        Field("deferral.notified", "通知书上写怎么办", "choice", pairs(vocabulary.NOTIFIED_LAPSES)),
        Field("deferral.may_extend", "不可抗力可以延期", "flag"),
        Field("commitment.is_offered", "可以告知承诺", "flag"),
        Field("commitment.kind", "哪种告知承诺", "choice", pairs(vocabulary.COMMITMENTS)),
        Field("commitment.promises", "承诺的内容", "lines", hint="一行一条"),
        Field("commitment.consequence", "不守承诺的后果", "long"),
    ),
    rows=(
        Rows(
            "acceptance_windows",
            "受理期",
            "受理期",
            AcceptanceWindow,
            (
                Field("name", "名称", hint="例如春季"),
                Field("opens", "哪天开始", hint="月-日，例如 04-01", width="w8"),
                Field("closes", "哪天截止", hint="月-日，例如 04-30", width="w8"),
            ),
            {"opens": "", "closes": ""},
        ),
    ),
    optional=(
        ("quota", "number"),
        ("renewal", "expiry"),
        ("deferral.limit", "value"),
        ("deferral.grace", "value"),
    ),
)


def _conditions(name: str, label: str, one: str) -> Rows:
    fields = (
        Field("text", "内容", "long"),
        Field("met_when", "怎样算符合", hint="例如 area >= 60；不写由窗口判断"),
        Field("otherwise", "不符合的怎么办", "long"),
        *_LAW,
    )
    return Rows(name, label, one, AcceptanceCondition, fields, {"text": ""}, (("basis", "law"),))


CONDITIONS = Group(
    "conditions",
    "受理条件",
    rows=(_conditions("conditions", "受理条件", "条件"), _conditions("refusal_grounds", "不予办理的情形", "情形")),
)
_CHOICES = Field("choices", "选项", "options", hint="一行一个：显示的文字，可以再写｜值｜说明")
QUESTIONS = Group(
    "questions",
    "情形问题",
    rows=(
        Rows(
            "questions",
            "情形问题",
            "问题",
            Question,
            (
                Field("text", "怎么问"),
                _CODE,
                Field("kind", "怎么答", "choice", pairs(_QUESTIONS)),
                _CHOICES,
                Field("hint", "提示"),
                Field("unit", "单位", width="w8"),
                Field("show_when", "什么时候问", hint="只能用前面的问题；不写就是都问"),
            ),
            {"text": "", "kind": "yes_no"},
        ),
    ),
)
FORM = Group(
    "form",
    "表单",
    rows=(
        Rows(
            "form",
            "申请表",
            "栏目",
            FormField,
            (
                Field("label", "栏目名称"),
                _CODE,
                Field("group", "放在哪一组"),
                Field("kind", "填什么", "choice", pairs(_FIELDS)),
                _CHOICES,
                Field("hint", "提示"),
                Field("example", "例子"),
                Field("unit", "单位", width="w8"),
                Field("is_required", "必填", "flag"),
                Field("required_when", "什么时候必填", hint=_WHEN),
                Field("show_when", "什么时候出现", hint=_WHEN),
                Field("prefill", "从哪里带出", "choice", pairs(_PREFILL, "不带出")),
                Field("max_length", "最多几个字", "number", width="w8"),
            ),
            {"label": ""},
        ),
    ),
)
MATERIALS = Group(
    "materials",
    "材料",
    rows=(
        Rows(
            "materials",
            "申请材料",
            "材料",
            MaterialRequirement,
            (
                Field("name", "材料名称"),
                Field("necessity", "必要性", "choice", tuple((each.value, each.label) for each in Necessity)),
                Field("required_when", "什么情形要", hint=_WHEN),
                Field("why", "为什么要"),
                Field("originals", "原件几份", "number", width="w8"),
                Field("copies", "复印件几份", "number", width="w8"),
                Field("medium", "形式", "choice", pairs(vocabulary.MEDIA)),
                Field("kind", "种类", "choice", pairs(vocabulary.MATERIAL_KINDS)),
                Field("source.kind", "来源", "choice", pairs(vocabulary.SOURCES)),
                Field("source.issuer", "谁出具"),
                Field("spared_by.way", "怎样免交", "choice", pairs(vocabulary.WAYS_SPARED, "不能免交")),
                Field("spared_by.license_type", "证照类型的代码", hint="用电子证照代替时填", width="w16"),
                Field("spared_by.license_name", "证照名称"),
                Field("points", "审查要点", "lines", hint="一行一条"),
                Field("has_blank_form", "有空白表格", "flag"),
                Field("single_use", "只用于这一次申请，以前交过的不能用", "flag"),
                Field("max_files", "最多传几个文件", "number", width="w8"),
                *_LAW,
            ),
            {"name": ""},
            (("basis", "law"), ("spared_by", "way")),
        ),
    ),
)
STAGES = Group(
    "stages",
    "环节与特别程序",
    option=(Field("process_note", "流程说明", "long"),),
    rows=(
        Rows(
            "stages",
            "办理环节",
            "环节",
            Stage,
            (
                Field("name", "环节名称"),
                Field("post", "哪个岗位", "choice", pairs(vocabulary.POSTS)),
                *_span("limit", "时限"),
                Field("standard", "审查标准", "long"),
                Field("result", "得到什么"),
            ),
            {"name": "", "post": "examiner"},
            (("limit", "value"),),
        ),
        Rows(
            "special_procedures",
            "特别程序",
            "程序",
            SpecialProcedure,
            (
                Field("name", "程序名称"),
                Field("kind", "种类", "choice", pairs(vocabulary.SPECIAL_PROCEDURES)),
                Field("effect", "对时限", "choice", pairs(vocabulary.EFFECTS)),
                *_span("limit", "最长时限"),
                Field("is_counted", "算在办理时限里", "flag"),
                Field("organiser", "谁组织"),
                Field("officers", "至少几人", "number", width="w8"),
                Field("participants", "还有谁参加"),
                Field("record_form", "记录表", "options", hint="一行一项：要记什么｜代码｜怎么写"),
                Field("is_charged", "收费", "flag"),
                *_LAW,
            ),
            {"name": "", "kind": "site_inspection"},
            (("basis", "law"),),
        ),
    ),
)
RESULTS = Group(
    "results",
    "收费结果",
    rows=(
        Rows(
            "fees",
            "收费",
            "收费",
            Fee,
            (
                Field("name", "收费名称"),
                Field("standard", "收费标准"),
                Field("amount", "固定金额", "money", hint="元；按标准算的不填", width="w16"),
                *_LAW,
                Field("reduction", "减免", "long"),
                Field("may_pay_online", "可以网上缴", "flag"),
            ),
            {"name": "", "standard": "", "basis": {"law": ""}},
        ),
        Rows(
            "results",
            "办理结果",
            "结果",
            Result,
            (
                Field("name", "结果名称"),
                Field("kind", "种类", "choice", pairs(vocabulary.RESULTS)),
                Field("license_type", "证照类型的代码", width="w16"),
                Field("operation", "对证照做什么", "choice", pairs(vocabulary.OPERATIONS)),
                *_span("validity", "有效期"),
                Field("sample", "样本说明"),
            ),
            {"name": ""},
            (("validity", "value"),),
        ),
    ),
)
PLACES = Group(
    "places",
    "地点电话",
    option=(
        Field("venues", "办理地点", "places"),
        Field("hours", "办理时间"),
        Field("enquiry_phone", "咨询电话", hint="不填用部门的", width="w16"),
        Field("complaint_phone", "投诉电话", hint="不填用部门的", width="w16"),
        Field("may_book", "可以预约", "flag"),
        Field("may_deliver_by_post", "可以邮寄", "flag"),
        Field("may_use_kiosk", "可以用自助终端", "flag"),
        Field("rights", "申请人的权利", "long"),
        Field("duties", "申请人的义务", "long"),
        Field("remedy", "不服怎么办", "long"),
    ),
)
FAQS = Group(
    "faqs",
    "常见问题",
    rows=(
        Rows(
            "faqs",
            "常见问题",
            "问题",
            Faq,
            (Field("question", "问"), Field("answer", "答", "long")),
            {"question": "", "answer": ""},
        ),
    ),
)
GROUPS = (BASIC, LIMITS, CONDITIONS, QUESTIONS, FORM, MATERIALS, STAGES, RESULTS, PLACES, FAQS)
BY_KEY = {each.key: each for each in GROUPS}
STATE_ONLY = Group("basic", "基本", item=ANNOUNCED)
SUSPENSION = Group("basic", "基本", item=(*ANNOUNCED, UNTIL))


def group_of(pointer: str) -> tuple[str, str]:
    """The group that an element belongs to, and the number of its option, empty for the list as a whole."""
    parts = pointer.strip("/").split("/")
    if parts[0] != "options" or len(parts) < 2:
        return BASIC.key, ""
    name = parts[2] if len(parts) > 2 else ""
    return _GROUP_OF.get(name, BASIC.key), parts[1]


_GROUP_OF = {
    **{each.path.split(".")[0]: group.key for group in GROUPS for each in group.option},
    **{rows.name: group.key for group in GROUPS for rows in group.rows},
}

"""The words of the portals for what the elements know as fixed values (平台用语), and texts that say nothing."""

import re

from tongban.registers.catalog.item import EX_OFFICIO
from tongban.registers.catalog.kinds import ItemKind

KINDS = {each.label: each.value for each in ItemKind}
EX_OFFICIO_WORDS = frozenset(EX_OFFICIO.values())
KIND_OF_DIGITS = {
    "01": "license",
    "05": "payment",
    "07": "confirmation",
    "08": "reward",
    "09": "ruling",
    "10": "other_power",
    "20": "public_service",
}
SCOPES = {
    "全国": "nation",
    "全国通办": "nation",
    "全省": "province",
    "全省通办": "province",
    "全市": "city",
    "全市通办": "city",
    "全县": "city",
    "全区": "city",
    "全镇": "town",
    "全镇通办": "town",
    "跨村": "village",
    "跨村通办": "village",
    "否": "none",
    "无": "none",
    "不可通办": "none",
}
AUDIENCES = {
    "个人": ("person",),
    "自然人": ("person",),
    "法人": ("enterprise",),
    "企业": ("enterprise",),
    "企业法人": ("enterprise",),
    "非法人企业": ("enterprise",),
    "事业法人": ("enterprise",),
    "事业单位": ("enterprise",),
    "社会组织法人": ("enterprise",),
    "社会组织": ("enterprise",),
    "行政机关": ("enterprise",),
    "机关法人": ("enterprise",),
    "其他组织": ("enterprise",),
    "个体工商户": ("person", "enterprise"),
    "个人/法人": ("person", "enterprise"),
    "法人/个人": ("person", "enterprise"),
    "自然人/法人": ("person", "enterprise"),
}
CHANNELS = {
    "窗口办理": "window",
    "网上办理": "web",
    "网页": "web",
    "窗口": "window",
    "手机": "mobile",
    "移动端办理": "mobile",
    "掌上办理": "mobile",
    "手机办理": "mobile",
    "自助终端": "kiosk",
    "自助终端办理": "kiosk",
    "自助办理": "kiosk",
    "电话": "phone",
    "电话办理": "phone",
    "便民服务站": "station",
}
DEPTHS = {
    "一级标准": "consult",
    "二级标准": "receive",
    "三级标准": "accept",
    "四级标准": "handle",
    "五级标准": "license",
}
LEVELS = {"省": 2, "市": 3, "县": 4, "区": 4, "镇": 5, "乡": 5, "街道": 5, "村": 6, "社区": 6}
NECESSITIES = {
    "必要": "required",
    "非必要": "optional",
    "容缺后补": "deferrable",
    "可容缺后补": "deferrable",
    "可容缺": "deferrable",
    "容缺": "deferrable",
}
MATERIAL_KINDS = {"申请表": "form", "证照": "license", "证明材料": "proof", "其他": "other"}
COPIES = {"原件": (1, 0), "复印件": (0, 1), "原件和复印件": (1, 1), "原件或复印件": (1, 0)}
MEDIA = {
    "纸质": "paper",
    "电子": "electronic",
    "纸质或电子": "paper_or_electronic",
    "纸质和电子": "paper_and_electronic",
    "系统自动获取": "system",
}
SOURCES = {
    "申请人自备": "own",
    "政府部门核发": "government",
    "中介机构出具": "intermediary",
    "中介机构": "intermediary",
    "其他": "other",
}
WAYS_SPARED = {
    "电子证照代替": "license",
    "证照信息核验": "data_check",
    "数据核验": "data_check",
    "部门核验": "data_check",
    "系统生成": "system_generated",
    "书面承诺代替": "commitment",
}
PROCEDURES = {
    "听证": "hearing",
    "鉴定": "appraisal",
    "公示": "notice",
    "公告": "notice",
    "现场勘验": "site_inspection",
    "现场核查": "site_inspection",
    "现场考察": "site_inspection",
    "现场踏勘": "site_inspection",
    "现场勘察": "site_inspection",
    "现场勘查": "site_inspection",
    "现场检查": "site_inspection",
    "现场审查": "site_inspection",
    "实地查看": "site_inspection",
    "实地勘验": "site_inspection",
    "专家论证": "expert_review",
    "专家审查": "expert_review",
    "技术评审": "technical_review",
    "检验检测": "testing",
    "检验检疫": "testing",
    "实地核查": "site_inspection",
    "专家评审": "expert_review",
    "技术审查": "technical_review",
    "检验": "testing",
    "检测": "testing",
    "检疫": "testing",
    "招标": "bidding",
    "拍卖": "bidding",
    "联合审查": "joint_review",
    "调查核实": "investigation",
}
STEPS = {
    "受理": "counter",
    "收件": "counter",
    "初审": "examiner",
    "审查": "examiner",
    "审核": "reviewer",
    "复核": "reviewer",
    "决定": "decider",
    "批准": "decider",
    "审批": "decider",
    "登簿": "decider",
    "办结": "issuer",
    "发证": "issuer",
    "制证": "issuer",
    "送达": "issuer",
    "出件": "issuer",
}

FIELDS = {
    "acceptanceCondition": "受理条件",
    "processDescript": "办理流程",
    "limitsceneexplain": "到现场原因",
    "materialTitle": "材料名称",
    "materialExplain": "填报须知",
    "sourceexplain": "来源说明",
    "bylaw": "设定依据",
    "acceptStandard": "受理标准",
    "pageformat": "规格",
    "clmc": "材料名称",
    "tbxz": "填报须知",
    "cllyqdsm": "来源说明",
    "yqtgyj": "依据",
    "clbz": "受理标准",
}

_CALLED = {
    value: word
    for words in (WAYS_SPARED, SOURCES, SCOPES, DEPTHS, MATERIAL_KINDS, MEDIA, NECESSITIES)
    for word, value in reversed(words.items())
}
_HOLLOW = re.compile(
    r"(?:无|暂无|没有|其他|其它|/|-+|—+|否|同上|略|详见.{0,8}|符合要求|符合规定|符合法定条件|真实有效|材料齐全|"
    r"暂无填报须知|无填报须知|按照法律法规规定应提交的材料|政策规定|依据实际情况制定|申请人自备|个人自备|"
    r"材料齐全[，、]?(?:内容)?真实(?:有效)?|真实[、，]?合法[、，]?有效|完整清晰无涂改|内容填写完整准确)[。.；;]?"
)


def called(value: str) -> str:
    """A fixed value as the portals call it, for people to read."""
    return _CALLED.get(value, value)


def says_nothing(text: str) -> bool:
    """Is this a filler such as 无, 其他, 符合要求 instead of information?"""
    return len(text) <= 40 and (not text or _HOLLOW.fullmatch("".join(text.split())) is not None)


def none_at_all(text: str) -> bool:
    """无, 暂无, a dash: there is none."""
    plain = "".join(text.split()).rstrip("。")
    return (
        plain in {"", "无", "暂无", "/", "-", "—", "没有", "否"}
        or re.fullmatch(r"(?:暂)?无.{0,4}限制", plain) is not None
    )


def named(field: str) -> str:
    """The key of a source as people call it."""
    return FIELDS.get(field.rpartition(".")[2], "别处")

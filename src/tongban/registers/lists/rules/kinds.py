"""The kinds of lists that the plan asks for (清单种类) as one table: title, clause, columns, where rows come from.

A column that is `is_kept` is written by an editor, also where the rest of the row follows from the catalogue; the word
is carried on from edition to edition by the row's key.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tongban.foundation.kernel.errors import NotFound

STATE_SECRET = "state_secret"  # noqa: S105 - a ground, not a secret of ours
STATIONING_GROUNDS = ("场地限制", "法律法规另有规定", "需要现场实施", "其他")
RISKS = ("低", "中", "高")
SUPERVISED_TOGETHER, SUPERVISED_APART = "审管一体", "审管分离"
SUPERVISION_MODES = (SUPERVISED_TOGETHER, SUPERVISED_APART)
PROTECTED_FIELDS = ("医保", "社保", "民政", "出入境", "生活缴费")


class Origin(StrEnum):
    """Where the rows come from (来源): the catalogue in force, an editor's hand, or a list from outside."""

    DERIVED = "derived"
    KEPT = "kept"
    EXTERNAL = "external"

    @property
    def label(self) -> str:
        return {"derived": "由事项目录生成", "kept": "逐条编制", "external": "导入上级清单"}[self]


@dataclass(frozen=True, slots=True)
class Column:
    """One column (栏目): `share` of the width on paper; `choices` if only these words may stand there.

    `is_body`: the name of a body of the city's register; `is_number`: a whole number above 0.
    """

    key: str
    label: str
    share: int = 10
    is_kept: bool = False
    is_needed: bool = False
    is_day: bool = False
    is_body: bool = False
    is_number: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of list (清单种类); `due_on` is the plan's date for the first edition.

    `is_per_institution`: each body that runs service places publishes its own. `may_withhold`: what is a state secret
    is told as a number only and never entered. `is_whole`: what the catalogue gives may not be left out.
    """

    code: str
    title: str
    clause: str
    about: str
    origin: Origin
    columns: tuple[Column, ...]
    due_on: date | None = None
    is_per_institution: bool = False
    may_withhold: bool = False
    is_whole: bool = False

    def column(self, key: str) -> Column | None:
        return next((each for each in self.columns if each.key == key), None)

    @property
    def publisher(self) -> str:
        """Who publishes it (公布单位)."""
        return "各级政务服务机构" if self.is_per_institution else "市政务服务管理部门"

    @property
    def kept_columns(self) -> tuple[Column, ...]:
        """What an editor may write in a row."""
        if self.origin is Origin.DERIVED:
            return tuple(each for each in self.columns if each.is_kept)
        return self.columns


def _text(key: str, label: str, share: int = 10, *, needed: bool = True) -> Column:
    return Column(key, label, share, is_needed=needed)


def _kept(key: str, label: str, share: int = 10, *, needed: bool = True, choices: tuple[str, ...] = ()) -> Column:
    return Column(key, label, share, is_kept=True, is_needed=needed, choices=choices)


_NAME, _AGENCY = _text("name", "事项名称", 18), _text("agency", "部门", 11)
_CODE = _text("code", "编码", 16)
_REVIEW = Column("review_on", "复核日期", 8, is_needed=True, is_day=True)
_EXTERNAL = (
    _text("number", "序号", 5),
    _text("name", "事项名称", 24),
    _text("kind", "事项类型", 9),
    _text("authority", "主管部门", 14, needed=False),
    _text("basis", "依据", 24, needed=False),
)

_TABLE = (
    Kind(
        "permit",
        "市级行政许可事项清单",
        "实施方案 三(一)1",
        "清单以外的行政许可，一律不得受理、审批。",
        Origin.DERIVED,
        (_CODE, _NAME, _AGENCY, _text("basis", "设定依据", 28), _text("level", "行使层级", 7)),
        due_on=date(2022, 9, 30),
    ),
    Kind(
        "permit_norm",
        "行政许可事项实施规范",
        "实施方案 三(一)1",
        "每项许可的条件、材料、程序、时限、收费、特别程序、监管和结果。",
        Origin.DERIVED,
        (
            _CODE,
            _NAME,
            _AGENCY,
            _text("conditions", "许可条件", 16, needed=False),
            _text("materials", "申请材料", 16, needed=False),
            _text("procedure", "审批程序", 10, needed=False),
            _text("limits", "办理时限", 9, needed=False),
            _text("fees", "收费", 7, needed=False),
            _text("special", "特别程序", 8, needed=False),
            _text("results", "审批结果", 8, needed=False),
            _kept("supervision", "监管主体和方式", 14, needed=False),
        ),
        due_on=date(2022, 12, 31),
    ),
    Kind(
        "responsibility",
        "审批监管责任清单",
        "实施方案 三(一)3",
        "每项许可由谁审批、由谁监管。谁审批谁监管，谁主管谁监管。",
        Origin.DERIVED,
        (
            _CODE,
            _NAME,
            _AGENCY,
            Column("supervisor", "监管部门", 12, is_kept=True, is_needed=True, is_body=True),
            _kept("mode", "审管关系", 8, choices=SUPERVISION_MODES),
            _kept("basis", "监管依据", 24),
            _kept("way", "怎么监管", 18, needed=False),
        ),
        is_whole=True,
    ),
    Kind(
        "cancelled",
        "已取消审批仍需监管事项清单",
        "实施方案 三(一)3",
        "这些审批已经取消，不用再申请；监管照常进行。",
        Origin.KEPT,
        (
            _NAME,
            _text("code", "原事项编码", 14, needed=False),
            _text("agency", "原审批部门", 11),
            Column("cancelled_on", "取消日期", 8, is_needed=True, is_day=True),
            _text("basis", "取消依据", 18),
            Column("supervisor", "监管部门", 11, is_needed=True, is_body=True),
            _text("way", "怎么监管", 18),
            Column("every_months", "几个月查一次", 6, is_needed=True, is_number=True),
        ),
    ),
    Kind(
        "local_service",
        "本地特色公共服务事项清单",
        "实施方案 二(一)",
        "国家和省目录以外、只在本市提供的公共服务。",
        Origin.DERIVED,
        (_CODE, _NAME, _text("field", "领域", 8), _AGENCY, _text("basis", "依据", 24, needed=False)),
    ),
    Kind(
        "online_exception",
        "政务服务事项不上网例外清单",
        "实施方案 二(二)",
        "政务服务上网是常态、不上网是例外。这里是全部例外和理由。",
        Origin.DERIVED,
        (
            _CODE,
            _NAME,
            _AGENCY,
            _text("ground", "理由", 10),
            _text("basis", "依据", 20),
            _text("approved_by", "批准单位", 10),
            _REVIEW,
        ),
        may_withhold=True,
    ),
    Kind(
        "stationing",
        "进驻事项负面清单",
        "实施方案 三(二)2",
        "除清单所列以外，政务服务事项全部进驻政务服务场所。",
        Origin.KEPT,
        (
            _NAME,
            _AGENCY,
            Column("ground", "理由", 11, is_needed=True, choices=STATIONING_GROUNDS),
            _text("basis", "依据或说明", 22),
            _text("place", "在哪里办", 18),
            _text("approved_by", "批准单位", 11),
            _REVIEW,
        ),
        due_on=date(2022, 10, 31),
        is_per_institution=True,
        may_withhold=True,
    ),
    Kind(
        "deferral",
        "容缺受理事项材料清单",
        "实施方案 四(五)2",
        "这些材料一时缺少也能先受理，后补。",
        Origin.DERIVED,
        (
            _CODE,
            _NAME,
            _AGENCY,
            _text("materials", "可以容缺的材料", 24),
            _text("supplement", "什么时候补齐", 16),
        ),
        due_on=date(2022, 10, 31),
    ),
    Kind(
        "commitment",
        "告知承诺制实施清单",
        "实施方案 四(五)1",
        "书面承诺符合条件就能办的事项，办后核查。",
        Origin.DERIVED,
        (
            _CODE,
            _NAME,
            _AGENCY,
            _text("kind", "类型", 8),
            _text("promises", "承诺内容", 20),
            _text("replaced", "代替的材料", 12, needed=False),
            _text("consequence", "不守承诺的后果", 12, needed=False),
            _kept("verification", "核查方式", 10),
            _kept("risk", "风险等级", 5, choices=RISKS),
            _kept("excluded", "不适用的人员", 10),
        ),
        due_on=date(2022, 10, 31),
    ),
    Kind(
        "intermediary",
        "强制性中介服务事项清单",
        "实施方案 三(一)4",
        "办事时法律法规要求的中介服务。清单以外的，任何部门不得要求。",
        Origin.DERIVED,
        (
            _text("service", "中介服务", 14),
            _text("name", "对应的办事事项", 16),
            _text("agency", "部门", 10),
            _text("qualification", "机构资质", 12, needed=False),
            _text("limit", "服务时限", 8, needed=False),
            _text("price", "收费", 8, needed=False),
            _text("basis", "依据", 20),
        ),
    ),
    Kind(
        "cross_province",
        "跨省通办事项清单",
        "实施方案 一",
        "不用回户籍地、发证地，异地也能办的事项。",
        Origin.DERIVED,
        (
            _CODE,
            _NAME,
            _AGENCY,
            _text("scope", "通办范围", 8),
            _text("mode", "通办方式", 10),
            _kept("partner", "通办对象", 18),
        ),
        due_on=date(2022, 12, 31),
    ),
    Kind(
        "offline_protected",
        "线下保留事项清单",
        "实施方案 三(四)2",
        "这些事项始终保留窗口办理和现金缴费。",
        Origin.KEPT,
        (
            _CODE,
            _NAME,
            _AGENCY,
            Column("field", "领域", 8, is_needed=True, choices=PROTECTED_FIELDS),
            _text("place", "在哪里办", 18),
            _text("hours", "办理时间", 14),
        ),
    ),
    Kind(
        "market_access",
        "市场准入负面清单",
        "实施方案 二(三)",
        "国家统一制定，与本市目录的同类事项保持名称、类型一致。",
        Origin.EXTERNAL,
        _EXTERNAL,
    ),
    Kind(
        "investment",
        "投资审批管理事项清单",
        "实施方案 二(三)",
        "国家统一制定，与本市目录的同类事项保持名称、类型一致。",
        Origin.EXTERNAL,
        _EXTERNAL,
    ),
    Kind(
        "construction",
        "工程建设项目审批事项清单",
        "实施方案 二(三)",
        "国家和省统一制定，与本市目录的同类事项保持名称、类型一致。",
        Origin.EXTERNAL,
        _EXTERNAL,
    ),
)
KINDS: dict[str, Kind] = {each.code: each for each in _TABLE}


def kind_of(code: str) -> Kind:
    """The kind with this code; `NotFound` in words."""
    found = KINDS.get(code)
    if found is None:
        raise NotFound("没有这种清单。请从清单公示页重新进入。")
    return found

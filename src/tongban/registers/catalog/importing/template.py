"""The template that departments fill in (模板工作簿): empty tables with one row each that is marked as a sample."""

from .columns import (
    BASES,
    CODE,
    CONDITIONS,
    FAQS,
    FEES,
    ITEMS,
    MATERIALS,
    QUESTIONS,
    RESULTS,
    SAMPLE,
    STAGES,
    Table,
)
from .tables import REFERENCE_COLUMN
from .writing import RowOf, book

_REFERENCE = f"{SAMPLE}-01"
_SAMPLES: dict[Table, dict[str, str | int]] = {
    ITEMS: {
        "基本编码": SAMPLE,
        "事项名称": "样例：小餐饮登记",
        "事项类型": "行政许可",
        "部门标识": "market-regulation",
        "行使层级": 3,
        "版本号": 1,
        "生效日期": "2026-12-01",
        "调整原因": "首次发布",
        "调整依据": "样例",
        "办理项序号": "01",
        "办理项名称": "样例：小餐饮登记（新办）",
        "俗话": "开小饭馆\n办小餐饮证",
        "一句话说明": "样例：开小餐饮店之前办的登记。",
        "服务对象": "个人、企业",
        "法定时限": 10,
        "法定时限单位": "工作日",
        "承诺时限": 5,
        "承诺时限单位": "工作日",
        "到现场次数": 0,
        "办理渠道": "窗口、网页",
    },
    MATERIALS: {
        "材料代码": "lease",
        "材料名称": "样例：房屋租赁合同",
        "必要性": "必要",
        "什么时候要": 'house == "rented"',
        "原件份数": 0,
        "复印件份数": 1,
        "材料形式": "纸质或电子",
        "材料类别": "证明材料",
        "来源渠道": "申请人自备",
        "填报须知": "写明地址和期限\n双方签字",
    },
    QUESTIONS: {
        "代码": "house",
        "问题": "样例：店面是自己的还是租的？",
        "题型": "单选",
        "选项": "own|自己的\nrented|租的|带上租赁合同",
    },
    STAGES: {"环节代码": "accept", "环节名称": "样例：受理", "岗位": "收件受理", "时限": 1, "时限单位": "工作日"},
    FEES: {"收费名称": "样例：工本费", "收费标准": "10元/本", "金额（元）": "10", "依据名称": "样例依据"},
    FAQS: {"问题": "样例：要跑几趟？", "回答": "样例：网上办，一趟都不用跑。"},
    BASES: {"依据名称": "样例条例", "依据条款": "第一条", "依据内容": "样例"},
    CONDITIONS: {CODE.header: "place", "内容": "样例：有固定的经营场所"},
    RESULTS: {"结果名称": "样例：小餐饮登记证", "结果类型": "证照"},
}


def template() -> bytes:
    """The workbook, ready to be filled in."""
    rows: dict[str, list[RowOf]] = {}
    for table, sample in _SAMPLES.items():
        columns = {each.header: each for each in table.columns}
        row: RowOf = {columns[header]: value for header, value in sample.items()}
        rows[table.name] = [row if table is ITEMS else {REFERENCE_COLUMN: _REFERENCE, **row}]
    return book(rows)

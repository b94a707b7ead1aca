"""Guides in the shape of a portal's, with invented content: a camping ground and a thing in one go, all samples."""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from tongban.registers.catalog.findings import Finding
from tongban.registers.catalog.importing import reading
from tongban.registers.catalog.importing.heading import Setting
from tongban.registers.catalog.importing.imported import ImportedGuide
from tongban.registers.catalog.importing.remarks import field_of

ON = date(2026, 11, 23)
SETTING = Setting(on=ON, departments={"31": "market-regulation"})
REAL = Path(__file__).resolve().parents[7] / "shared" / "data" / "guides"
WHY_NOT_REAL = "the shared folder of real guides is not beside the project"


def ordinary(**changes: Any) -> dict[str, Any]:
    """An ordinary guide with its envelope; a change to None takes the key away."""
    return {"code": 0, "msg": "返回成功", "success": True, "error": False, "data": _with(_ORDINARY, changes)}


def material(place: int = 1, **changes: Any) -> dict[str, Any]:
    code = f"M00013199900001{place:02}"
    return _with({**_MATERIAL, "materialId": f"m{place}", "materialCode": code}, changes)


def one_thing(**changes: Any) -> dict[str, Any]:
    return {"code": 0, "msg": "成功", "success": True, "error": False, "data": _with(_ONE_THING, changes)}


def initials(place: int = 1, **changes: Any) -> dict[str, Any]:
    """A material of a 一件事 guide."""
    return _with({**_INITIALS, "bzclId": f"M62PCN9999{place:04}", "pxh": float(place)}, changes)


def imported(plain: Any, name: str = "sample.json", setting: Setting = SETTING) -> ImportedGuide:
    """The one guide of a file."""
    found = reading.read_blob(name, blob(plain), setting)
    assert len(found.guides) == 1, found.findings
    return found.guides[0]


def blob(plain: Any) -> bytes:
    return json.dumps(plain, ensure_ascii=False).encode()


def option(guide: ImportedGuide) -> dict[str, Any]:
    found: dict[str, Any] = next(iter(guide.item["options"].values()))
    return found


def places(findings: Iterable[Finding]) -> set[tuple[str, str]]:
    """What was found where: (code, field)."""
    return {(each.code, field_of(each)) for each in findings}


def many(count: int) -> Iterable[tuple[str, bytes]]:
    """Guides of a realistic size, each with a code of its own."""
    hint = "内容填写应当准确、完整，不得涂改。申请人委托他人办理的，代理人应当提交授权委托书。" * 4
    for place in range(count):
        name = f"样例{place:05}事项"
        materials = [
            material(
                at,
                materialCode=f"M0001{place // 100:02}{place % 100:02}900001{at:02}",
                materialTitle=f"样例材料{at}",
                materialExplain=hint,
                sourceexplain=f"当“场地类型”为 自有、租赁{at} 时，该材料必传" if at % 3 == 0 else "自行准备",
            )
            for at in range(1, 10)
        ]
        guide = ordinary(
            unifyId=f"u{place}",
            unifyName=name,
            rightsCode=f"0001{place // 100:02}{place % 100:02}9000",
            materialList=materials,
            according=str(_ORDINARY["according"]) * 3,
            processDescript=hint * 2,
        )
        yield f"{place:05}.json", blob(guide)


def _with(plain: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in {**plain, **changes}.items() if value is not None}


_MATERIAL = {
    "materialTitle": "样例：场地平面图",
    "isMust": "必要",
    "materialApproveType": "其他",
    "materialType": "原件",
    "materialStandard": "纸质或电子",
    "copiesNum": 1.0,
    "pageformat": "A4",
    "commitWay": "网上现场都可提交",
    "freeSubmission": "无",
    "sourceChannel": "申请人自备",
    "sourceexplain": "自行绘制",
    "materialExplain": "标明出入口和水源",
    "acceptStandard": "比例尺清楚",
    "bylaw": "《样例营地管理办法》第三条",
    "isDelete": "N",
    "createDate": 1626419010000,
    "updateDate": 1735638809000,
}
_ORDINARY = {
    "unifyId": "sample-1",
    "unifyName": "样例：露营地登记",
    "rightsCode": "000131999000",
    "rightsId": "r1",
    "ywCode": "01",
    "typeName": "行政许可",
    "according": "《样例营地管理办法》（样例令第1号）第二条  设立露营地应当登记。第三条  登记应当提交平面图。",
    "acceptanceCondition": "1.有固定场地；\n2.有消防设施。",
    "approveLimit": "20",
    "approveLimitExplain": "自受理之日起二十个工作日内作出决定",
    "commitmentLimit": "5",
    "commitmentLimitExplain": "承诺5个工作日办结",
    "isSpecialProcedure": "否",
    "schemeLevels": "市",
    "serveObject": "个人/法人",
    "doScope": "全市",
    "transactionFrom": "窗口办理^网上办理",
    "isonline": "是",
    "minSeq": "1",
    "limitsceneexplain": "领取登记证",
    "transactLevel": "三级标准",
    "isCharge": "否",
    "isIntermediaryServices": "无",
    "quantitativeRestriction": "暂无数量限制",
    "processDescript": "受理、审核、办结",
    "resultSampleName": "露营地登记证",
    "applicantPower": "样例权利",
    "applicantDuty": "样例义务",
    "materialList": [{**_MATERIAL, "materialId": "m1", "materialCode": "M0001319990000101"}],
    "faqList": [{"faqContent": "样例：要多久？", "replyContent": "样例：五个工作日。", "orderNum": 1.0}],
}
_INITIALS = {
    "clmc": "样例：开店申请表",
    "clbyx": "1",
    "cllx": "1",
    "clxs": "3",
    "clxz": "1",
    "cllyqd": "10",
    "mtjfs": "4",
    "tbxz": "用黑色笔填写",
    "clbz": "签名齐全",
    "yqtgyj": "《样例一件事办法》",
    "sfxtmb": "0",
    "zt": "0",
    "zzclfs": 1.0,
}
_ONE_THING = {
    "sxmc": "样例：开小店一件事",
    "yjsSsqdbm": "62TCN9999225J0100",
    "basicInfo": {
        "completedLimit": "5",
        "aheadFrequency": "0",
        "qtbmmc": "样例牵头部门",
        "cooperateName": "甲部门,乙部门",
        "isLogistics": "1",
        "zxdh": "0937-0000001",
        "jdtsdh": "0937-0000002",
        "reasonLink": "可全程网办",
    },
    "approveList": [{"lbsxfwmc": "样例：开店登记", "tyywblxName": "登记", "cnsxsx": 3.0, "resultSampleName": "样例证"}],
    "guideCondition": [{"bltj": "有店面", "processingConditions": "有店面", "smmc": "/", "pxh": 1.0}],
    "guidePoint": [{"bldmc": "样例大厅", "pointName": "样例大厅", "blsj": "上午", "xxdz": "样例路1号"}],
    "questionInfo": [{"wt": "样例：快吗？", "problem": "样例：快吗？", "da": "快。", "answer": "快。", "pxh": 0.0}],
    "attachInfo": [],
    "chargelist": [],
    "intermediarylist": "",
    "onethingCatalogStandServiceGuide": {"bllctsm": "填表->样例：开店登记->取证", "cnbjsx": "5", "xzsbcl": 1.0},
    "materialList": [{**_INITIALS, "bzclId": "M62PCN99990001", "pxh": 1.0}],
}

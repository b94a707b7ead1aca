"""The fixed words of an option's elements (要素取值) with their labels for people; any other value is a defect.

The lists follow the national item tables (通办范围, 网办深度, 材料形式, 来源渠道, 特别程序) and the law where it names
kinds (行政许可法 第四十五条). Codes of other systems are mapped at the border, in the connectors, not here.
"""

SCOPES = {
    "nation": "全国通办",
    "province": "全省通办",
    "city": "全市通办",
    "town": "全镇通办",
    "village": "跨村通办",
    "none": "不可通办",
}
CROSS_PROVINCE_MODES = {"fully_online": "全程网办", "remote_receipt": "异地代收代办", "joint_handling": "多地联办"}
ONLINE_DEPTHS = {
    "consult": "网上咨询",
    "receive": "网上收件",
    "precheck": "网上预审",
    "accept": "网上受理",
    "handle": "网上办理",
    "result": "网上反馈结果",
    "license": "网上反馈电子证照",
}
ONLINE_TO_THE_END = frozenset({"handle", "result", "license"})
"""The depths at which nobody has to come (全程网办)."""
CHANNELS = {
    "window": "窗口",
    "web": "网页",
    "mobile": "手机",
    "kiosk": "自助终端",
    "station": "便民服务站",
    "phone": "电话",
}
CASE_TYPES = {"on_the_spot": "即办件", "committed": "承诺件"}
CLOCK_STARTS = {"acceptance": "从受理起算", "receipt": "从收到申请起算"}
QUOTA_PERIODS = {"year": "每年", "month": "每月", "all": "总共"}
POSTS = {"counter": "收件受理", "examiner": "承办", "reviewer": "审核", "decider": "批准", "issuer": "出件送达"}
SPECIAL_PROCEDURES = {
    "site_inspection": "现场勘验",
    "technical_review": "技术审查",
    "testing": "检验、检测、检疫",
    "appraisal": "鉴定",
    "expert_review": "专家评审",
    "hearing": "听证",
    "bidding": "招标、拍卖",
    "notice": "公告、公示",
    "joint_review": "联合审查",
    "investigation": "调查核实",
    "extension": "延长审批",
}
EFFECTS = {"pauses": "扣除时限", "extends": "延长时限"}
MATERIAL_KINDS = {"form": "申请表", "license": "证照", "proof": "证明材料", "other": "其他"}
MEDIA = {
    "paper": "纸质",
    "electronic": "电子",
    "paper_or_electronic": "纸质或电子",
    "paper_and_electronic": "纸质和电子",
    "system": "系统自动获取",
}
SOURCES = {"own": "申请人自备", "government": "政府部门核发", "intermediary": "中介机构出具", "other": "其他"}
WAYS_SPARED = {
    "license": "电子证照代替",
    "data_check": "部门核验",
    "system_generated": "系统生成",
    "commitment": "书面承诺代替",
}
RESULTS = {"license": "证照", "approval": "批文", "record": "记录或凭证", "other": "其他", "none": "无"}
OPERATIONS = {"issue": "新发", "change": "变更、补发", "renew": "延续", "deregister": "注销"}
SUPPLEMENTS = {
    "at_collection": "领取结果时一次补齐",
    "by_limit": "在规定时限内补齐",
    "before_promised_end": "承诺办结日前补齐",
}
DEFERRAL_INTAKES = {"accept": "先受理，时限照走", "file": "先收件，补齐再受理"}
LAPSES = {
    "withhold": "结果先不交付",
    "deemed_withdrawn": "视为撤回申请",
    "suspend_then_return": "中止办理，再逾期退件",
    "as_notified": "按通知书写明的办",
}
NOTIFIED_LAPSES = {"withhold": "结果先不交付", "deemed_withdrawn": "视为撤回申请", "return": "退件"}
COMMITMENTS = {"proof": "证明事项告知承诺", "license": "涉企经营许可告知承诺"}
POWER_SOURCES = {
    "statutory": "法定本级行使",
    "devolved": "上级下放",
    "authorised_above": "上级授权",
    "authorised_peer": "同级授权",
    "entrusted_above": "上级委托",
    "entrusted_peer": "同级委托",
}
AGENCY_NATURES = {
    "statutory_organ": "法定机关",
    "authorised_body": "授权组织",
    "entrusted_body": "受委托组织",
    "other": "其他",
}
OFFLINE_GROUNDS = {"law": "法律法规另有规定", "state_secret": "涉及国家秘密", "other": "其他"}
LEGAL_GROUNDS = frozenset({"law", "state_secret"})
"""Grounds on which a matter may stay below the whole way online (特殊规定)."""

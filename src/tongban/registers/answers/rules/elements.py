"""What a question asks of a guide (问的是哪一项): the elements, the words by which people ask for them; pure.

The table is read from above: what stands first takes its words away from what follows, so that «能用多久» asks how long
a licence is good for before «多久» asks when it is ready.
"""

import re
from enum import StrEnum

from tongban.registers.upkeep.rules.states import Section


class Element(StrEnum):
    """A thing that a guide says (指南要素), as it is asked for."""

    ABOUT = "about"
    CAN = "can"
    BRING = "bring"
    HOW = "how"
    LIMIT = "limit"
    COST = "cost"
    WHERE = "where"
    HOURS = "hours"
    PHONE = "phone"
    ONLINE = "online"
    GET = "get"
    FORM = "form"
    REFUSAL = "refusal"
    REMEDY = "remedy"
    LAW = "law"
    FAQ = "faq"

    @property
    def label(self) -> str:
        return _SAID[self][0]

    @property
    def section(self) -> Section:
        """The section of the guide's page that says it."""
        return _SAID[self][1]


_SAID = {
    Element.ABOUT: ("这件事怎么办", Section.BRING),
    Element.CAN: ("能不能办", Section.CAN),
    Element.BRING: ("带什么", Section.BRING),
    Element.HOW: ("怎么办", Section.HOW),
    Element.LIMIT: ("要多久", Section.HOW),
    Element.COST: ("收不收费", Section.COST),
    Element.WHERE: ("去哪办", Section.WHERE),
    Element.HOURS: ("什么时候开门", Section.WHERE),
    Element.PHONE: ("找谁问", Section.WHERE),
    Element.ONLINE: ("要不要跑", Section.WHERE),
    Element.GET: ("办好给您什么", Section.GET),
    Element.FORM: ("申请表", Section.BRING),
    Element.REFUSAL: ("什么情况不予办理", Section.LAW),
    Element.REMEDY: ("不服怎么办", Section.LAW),
    Element.LAW: ("法律依据", Section.LAW),
    Element.FAQ: ("大家常问", Section.FAQ),
}
_WHAT = "(?:什么|啥子?|哪些|哪几样|几样|些什么|些啥|点什么|点啥)"
_PAPERS = "(?:申请|办理|申报)?(?:材料|资料|手续|证件|证明|文件|东西)"
_DAY = "(?:天|日|个?工作日|个?月|年)"
CUES: tuple[tuple[Element, str], ...] = (
    (Element.REMEDY, "不服|复议|起诉|打官司告|(?:没批|没通过|被拒了?|不批)(?:下来)?(?:怎么办|咋办)|被拒|申诉"),
    (Element.REFUSAL, f"(?:{_WHAT}(?:情况|情形|条件|人)下?).{{0,8}}?(?:会?被?)?不(?:给|予|能|让|可以)(?:办理|登记|许可|注册|认定|办|批)?"
                      "|不予(?:登记|办理|许可|受理|注册|认定)|为(?:什么|啥)不(?:给|批)"),
    (Element.GET, f"有效期(?:限|是|到|有)?(?:多长|多久|几{_DAY}|多少{_DAY})?|(?:能用|管|可以用|好使)(?:多久|几{_DAY}|多少{_DAY}|多长时间)"
                  f"|多久(?:到期|过期|换一次)|几年(?:到期|换一次|一换)|(?:给|发|拿到|领到|得到)(?:个|一个)?{_WHAT}(?:证件?|结果|东西|文书)?"
                  "|邮寄|快递|寄(?:到|给|过来)|办理结果"),
    (Element.FORM, "(?:申请|登记|空白)?表格?(?:在哪|去哪|到哪)?(?:里|儿)?下载|申请表|登记表|空白表|样表|填表|表格|怎么填"),
    (Element.LAW, f"(?:法律|政策|法规|设定)?依据(?:的?是?{_WHAT})?|法律规定|哪[条部个](?:法律|法规|法|规定)(?:规定的?)?|{_WHAT}法[律规]?"
                  "|(?:法律|法规)(?:规定)?|法规"),
    (Element.PHONE, f"(?:咨询|投诉|监督|联系|服务)?(?:电话|热线)(?:号码?)?(?:是多少|多少|是几|可以问)?|联系方式|打{_WHAT}电话|打哪个电话|怎么联系"
                    "|(?:打电话)?(?:找|问)(?:谁|哪个)(?:问|咨询|打听)?"),
    (Element.HOURS, "几点(?:上班|下班|开门|关门)?|上班(?:时间)?|下班(?:时间)?|开门(?:时间)?|关门|办公时间|工作时间|营业时间"
                    "|周末|周[六日]|星期[六日天]|礼拜[六日天]|双休日|节假日|午休|中午"),
    (Element.COST, "(?:一共|总共|大概)?(?:要|得|需要|需|花|收|交|缴)?(?:花|交|收|缴)?(?:多少|几)(?:块)?(?:钱|元|费)|收费(?:标准|多少|吗)?|费用(?:多少|是多少)?"
                   f"|(?:要不要|用不用|收不收|需不需要)(?:花|交)?(?:钱|费)|(?:要|花|收|用|交|掏)钱|免费|工本费|手续费|(?:要?交|缴|收){_WHAT}?费(?:用)?|价格|贵不贵|花费"),
    (Element.LIMIT, f"(?:需要|要|得|等)?(?:等)?(?:多久|多长时间|多长|多少{_DAY}|几{_DAY})(?:才?能|可以)?(?:办好|办完|办下来|拿到|拿|领到|下来|批下来|批|办结|出来|到手|通电|通气|通水)?"
                    f"|{_WHAT}时候(?:才?能|可以)?(?:办好|办完|拿到|领到|下来|批下来|批|到手|出证|能拿)|(?:办理|审批|承诺|法定)?时限|办结时间|当[天场日](?:就?能|可以)?(?:拿|办|领|取)?|多快|加急|等多久"),
    (Element.ONLINE, "(?:能不能|能否|可不可以|可以|能|是否)?(?:在)?(?:网上|手机上|用手机|线上|在线|网络|支付宝|小程序|足不出户)(?:能不能|可不可以|可以|能)?(?:申请|办理|办|提交|弄|操作)?"
                     "|(?:要|得|需要|用)?跑(?:几|多少|很多|一)?(?:趟|次|路)|几趟"
                     "|(?:必须|一定要|要不要|用不用|需不需要|需要|非得)?(?:我)?(?:本人|亲自|人)(?:必须|一定要|要)?(?:亲自)?(?:去|到场|到|来|办)|(?:去|到|用去)现场|代办|(?:别人|家人|孩子|子女|朋友|儿女|老公|媳妇)?(?:能|可以)?(?:代替|替|帮)(?:我|他|她)?(?:去)?办"),
    (Element.WHERE, "(?:去|到|在|上)?(?:哪里|哪儿|哪搭|哪达|哪块|哪个(?:窗口|地方|部门|单位|大厅|局|科室)|什么(?:地方|部门|单位)|啥地方)(?:可以|能)?(?:办理|申请|办|交|领|开)?"
                    "|(?:去|到|在)哪(?:个)?(?:里|儿)?(?:可以|能)?(?:办理|申请|办|交|领|开)?|地址|地点|办理窗口|位置|离我最近"),
    (Element.CAN, f"(?:要|需要|得)?(?:满足|符合|具备|有|够)?(?:{_WHAT}样?的?)?(?:申请|办理|受理|认定|准入)?条件(?:是{_WHAT}|有哪些)?|资格要求|(?:谁|{_WHAT}人|哪类人|什么样的人)(?:才?能|可以|有资格)(?:申请|办理|办|领取?|享受)?"
                  "|(?:多大|几岁|多少岁|什么年龄|多大年[纪龄]|年龄)(?:才)?(?:可以|能)?(?:申请|办理|办|领取?)?(?:要求|限制)?|门槛|够不够格|有(?:什么|啥)要求|符合(?:什么|哪些|啥)|申请对象|适用对象"),
    (Element.BRING, f"(?:需要|要|得|该|应该|应当|都要|都|用)?(?:我)?(?:带|交|准备|提供|提交|拿|备|用|要)(?:上|齐|好)?{_WHAT}样?的?{_PAPERS}?"
                    f"|(?:需要|要|所需|需|办|提交|缺)?的?(?:{_WHAT})(?:样)?的?{_PAPERS}|{_PAPERS}(?:清单|目录|有哪些|要求|要{_WHAT}|是{_WHAT}|都有{_WHAT})?|身份证原件|复印件|要{_WHAT}$"),
    (Element.HOW, f"(?:办理|申请|审批|操作|整个|怎么个|具体)?(?:流程|步骤|程序|环节)(?:是{_WHAT}|怎么走|有哪些|怎么样)?|(?:有|分|要)?(?:哪|几)(?:几)?步(?:骤)?|怎么走|怎么操作|怎么个办法|走{_WHAT}流程|先.{{0,6}}后"),
)  # fmt: skip
_CUES = tuple((element, re.compile(pattern)) for element, pattern in CUES)
MOST = 3


def heard(text: str) -> tuple[tuple[Element, ...], str]:
    """What a question asks for, in the order in which it is asked, and what is left of it; at most three."""
    places: dict[Element, int] = {}
    for element, cue in _CUES:
        for found in cue.finditer(text):
            places.setdefault(element, found.start())
        text = cue.sub(lambda found: " " * len(found[0]), text)
    asked = sorted(places, key=places.__getitem__)
    return tuple(asked[:MOST]), " ".join(text.split())

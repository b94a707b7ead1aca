"""Work orders of the demo city (演示工单): one at each place of the way, by the same commands that people use."""

from datetime import datetime, timedelta

from tongban.exchange.connectors.provincial_hotline.bound import BOUND as PROVINCE
from tongban.exchange.connectors.provincial_hotline.commands.collecting import collect
from tongban.exchange.connectors.provincial_hotline.simulator import hand_over
from tongban.oversight.hotline.commands import handling, joining, publishing, routing
from tongban.oversight.hotline.commands.taking_in import Wish, take_in
from tongban.oversight.hotline.models import WorkOrder

from .contacts import _citizen, _staff

_MEAT = "样例：饭店用的肉发臭，要求查处并退钱"
_FOUND = "样例：您投诉的饭店经现场检查，冷柜有3公斤变质肉，已立案查处，饭店已退还餐费180元。"
_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)


def load_hotline(*, at: datetime) -> None:
    """Told once, with the first contacts."""
    _market(at=at)
    _housing(at=at)
    _waiting(at=at)
    if PROVINCE.system is not None and PROVINCE.system.is_simulated:
        hand_over("样例-001", at=at)
        collect(at=at)


def _market(*, at: datetime) -> None:
    """One that ended well, and one whose author is not content."""
    agent, body = _staff("tangyun"), _staff("zhaomin")
    good = _taken(Wish("complaint", _MEAT, "样例路2号", name="张建军", phone="13900000001"), at - 9 * _DAY)
    bad = _taken(Wish("complaint", "样例：超市鸡蛋短斤缺两，要求查处", privacy="confidential"), at - 7 * _DAY)
    for order, words in ((good, _FOUND), (bad, "样例：经现场检查，您投诉的超市电子秤合格，鸡蛋重量相符。")):
        routing.dispatch(order, agency="market-regulation", by=agent, at=order.opened_at + _HOUR / 10)
        routing.sign(_fresh(order), by=body, at=order.opened_at + _HOUR)
        handling.reply(_fresh(order), outcome="solved", reply=words, by=body, at=order.opened_at + 2 * _HOUR)
    handling.call_back(_fresh(good), satisfaction="good", by=agent, at=good.opened_at + _DAY)
    question = "样例：饭店用了变质的肉，怎么处理？"
    answer = "样例：可以打12345投诉，市场监管部门现场检查，属实的立案查处，饭店退还餐费。"
    watcher = _staff("zhengyawen")
    publishing.publish(_fresh(good), question=question, answer=answer, by=watcher, at=good.opened_at + 2 * _DAY)
    said = "样例：没有看我买的那一盒"
    handling.call_back(_fresh(bad), satisfaction="bad", words=said, by=agent, at=bad.opened_at + _DAY)


def _housing(*, at: datetime) -> None:
    """One in hand, its repeat, one that was sent back."""
    agent = _staff("tangyun")
    drain = Wish("help", "样例：小区下水道堵了三天，物业不管", "样例小区3号楼", name="王淑兰", phone="13900000002")
    held = _taken(drain, at - 3 * _DAY)
    routing.dispatch(held, agency="housing-construction", by=agent, at=held.opened_at + _HOUR / 10)
    routing.sign(_fresh(held), by=_staff("zhongguodong"), at=held.opened_at + _HOUR)
    reason = "样例：请查门前的路面是不是压坏了管道"
    joining.ask_joint(_fresh(held), agency="transport", reason=reason, by=_staff("zhongguodong"), at=at - _DAY)
    again = "样例：小区下水道还堵着，物业还是不管"
    _taken(Wish("help", again, "样例小区3号楼", name="王淑兰", phone="13900000002"), at - _HOUR / 6)
    lamp = _taken(Wish("help", "样例：路灯不亮，晚上看不见", "样例路口", name="刘志强", phone="13900000003"), at - _DAY)
    routing.dispatch(lamp, agency="transport", by=agent, at=lamp.opened_at + _HOUR / 10)
    reason = "样例：路灯归住建部门"
    routing.send_back(_fresh(lamp), reason=reason, by=_staff("qiuxiufang"), at=lamp.opened_at + _HOUR)


def _waiting(*, at: datetime) -> None:
    """One that was answered at once, one that waits to be signed for, one that just came over the web."""
    agent = _staff("tangyun")
    asked = _taken(Wish("consult", "样例：公积金提取几天到账？", name="陈桂芳", phone="13900000004"), at - 2 * _HOUR)
    routing.answer(asked, reply="样例：受理后3个工作日内到账。", by=agent, at=asked.opened_at + _HOUR / 20)
    water = _taken(Wish("help", "样例：停水一天了，什么时候来水？", "样例小区", privacy="anonymous"), at - 3 * _HOUR)
    routing.dispatch(water, agency="water-supply", by=agent, at=water.opened_at + _HOUR / 10)
    wish = Wish("suggestion", "样例：大厅门口的坡道太陡，轮椅上不去，建议改缓")
    take_in(wish, by=_citizen("maxiuying"), at=at - _HOUR / 12)


def _taken(wish: Wish, at: datetime) -> WorkOrder:
    return take_in(wish, by=_staff("tangyun"), at=at).order


def _fresh(order: WorkOrder) -> WorkOrder:
    return WorkOrder.objects.select_related("agency").get(pk=order.pk)

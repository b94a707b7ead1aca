"""Work orders for the pages to show: those of the demo city, and one of 马秀英 that was answered."""

from collections.abc import Callable

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.oversight.hotline.commands.routing import answer
from tongban.oversight.hotline.commands.taking_in import Wish, take_in
from tongban.oversight.hotline.models import WorkOrder
from tongban.running.demo_city.hotline import load_hotline


def people_the_hotline(cast: Callable[[str], Actor]) -> dict[str, str]:
    """Samples for the addresses: at the agent's, in a body's hands, and a citizen's own."""
    load_hotline(at=now())
    mine = take_in(Wish("consult", "样例：居住证几天能拿到？"), by=cast("maxiuying"), at=now()).order
    answer(mine, reply="样例：受理后10个工作日。", by=cast("tangyun"), at=now())
    waiting = WorkOrder.objects.filter(status="taken", repeats__isnull=False).latest("pk")
    body = WorkOrder.objects.filter(agency__key="market-regulation", satisfaction="bad").latest("pk")
    return {"order_waiting": str(waiting.code), "order_of_body": str(body.code), "order_own": str(mine.code)}

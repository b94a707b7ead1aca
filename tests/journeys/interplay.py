"""What passes between approval and supervision, for the pages that show it: a push, a proposal, a task."""

from collections.abc import Callable

from tongban.exchange.connectors.provincial_supervision.bound import BOUND as SUPERVISION
from tongban.exchange.connectors.provincial_supervision.commands.taking_in import take_in_file
from tongban.exchange.connectors.provincial_supervision.simulator import Simulator
from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.models import Case
from tongban.oversight.regulation.commands import ending, supervising
from tongban.oversight.regulation.jobs import open_cancelled_tasks
from tongban.oversight.regulation.models import CancelledTask, SupervisionPush
from tongban.oversight.regulation.subscribers import push_decision
from tongban.registers.agencies.models import Agency

Cast = Callable[[str], Actor]
DELIVERED = (
    "记录编号,事项编码,事项名称,监管对象,监管对象证件号码,监管结果,检查日期,情况\n"
    "样例-1,11620200MB1234567X300013102400001,样例许可,样例超市,91620200MA7D0002X9,合格,2026-11-26,样例\n"
    "样例-2,11620200MB1234567X300013102400001,样例许可,样例超市,12,很好,昨天,样例\n"
)
"""One record that goes up, and one that is sent back."""


def people_the_interplay(cast: Cast, case: Case) -> dict[str, str]:
    """What the addresses need: the push of a granted case, with a finding and a proposal; a task."""
    inspector, at = cast("shibowen"), now()
    push_decision(Entry.objects.get(chain=case.chain, verb="grant"))
    push = SupervisionPush.objects.select_related("case").get(case=case)
    supervising.sign(push, by=inspector, at=at)
    words = "后厨没有分色刀具，责令改正。"
    supervising.record(push, kind="penalty", words=words, found_on=local_day(at), by=inspector, at=at)
    fact, ground = "到期复查仍没有改正。", "行政许可法 第六十九条"
    proposal = ending.propose_ending(push, way="revoke", fact=fact, ground=ground, by=inspector, at=at)
    open_cancelled_tasks(at=at)
    SUPERVISION.system = SUPERVISION.system or Simulator()
    take_in_file("样例.csv", DELIVERED.encode(), agency=Agency.objects.get(key="market-regulation"), at=at)
    task = CancelledTask.objects.get(row_key="2018-01")
    return {"push": str(push.pk), "proposal": str(proposal.pk), "cancelled_task": str(task.pk)}

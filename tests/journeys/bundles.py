"""Joint applications of 李强 (一件事办件): one that waits at the window, one whose medical costs are settled."""

from collections.abc import Callable

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.handling.bundles.commands import accepting
from tongban.handling.bundles.tests.joining import again, begun, case_of, filled
from tongban.handling.reimbursements.commands import settle
from tongban.handling.reimbursements.rules.reckoning import Invoice

INVOICE = Invoice("620001", "0000012345", "tertiary", 35000_00, 31200_00)


def join(cast: Callable[[str], Actor]) -> dict[str, str]:
    """What the addresses need of them."""
    waiting = begun(cast("liqiang"), at=now()).bundle.number
    values = filled("medical", {"elsewhere": "no", "poor": "no"})
    medical = begun(cast("liqiang"), code="medical", values=values, at=now()).bundle
    accepting.accept(medical, by=cast("wangfang"), at=now())
    refund = case_of(again(medical), "refund")
    settle(refund, invoices=[INVOICE], by=cast("fanmingzhe"), at=now())
    return {"bundle_case": waiting, "medical": refund.number}

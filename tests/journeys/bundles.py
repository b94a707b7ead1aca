"""Joint applications of 李强 (一件事办件): one that waits at the window, one whose medical costs are settled."""

from collections.abc import Callable
from dataclasses import replace

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.handling.bundles.commands import accepting
from tongban.handling.bundles.tests.joining import again, begun, case_of, filled
from tongban.handling.projects.commands.keeping import keep
from tongban.handling.projects.commands.opening import open_project
from tongban.handling.projects.models import Project
from tongban.handling.reimbursements.commands import settle
from tongban.handling.reimbursements.rules.reckoning import Invoice
from tongban.registers.parties.models import Party

INVOICE = Invoice("620001", "0000012345", "tertiary", 35000_00, 31200_00)


def join(cast: Callable[[str], Actor]) -> dict[str, str]:
    """What the addresses need of them."""
    waiting = begun(cast("liqiang"), at=now()).bundle.number
    values = filled("medical", {"elsewhere": "no", "poor": "no"})
    medical = begun(cast("liqiang"), code="medical", values=values, at=now()).bundle
    accepting.accept(medical, by=cast("wangfang"), at=now())
    refund = case_of(again(medical), "refund")
    settle(refund, invoices=[INVOICE], by=cast("fanmingzhe"), at=now())
    return {"bundle_case": waiting, "medical": refund.number, "project": _project(cast)}


def _project(cast: Callable[..., Actor]) -> str:
    """A project of 李强 of which a little is filled in: as himself, for here he signs in for nobody else."""
    himself = cast("liqiang")
    unit = replace(himself, acting_for=Party.objects.get(name__contains="明月").pk)
    project = open_project("2611-620201-04-01-300003", "样例分拣线", by=unit, at=now())
    Project.objects.filter(pk=project.pk).update(applicant=himself.party_id)
    values = {"place": "嘉峪关市样例路9号", "contact": "李强", "phone": "13893700001"}
    keep(Project.objects.get(pk=project.pk), "land", values=values, files={}, names={}, by=himself, at=now())
    return project.number

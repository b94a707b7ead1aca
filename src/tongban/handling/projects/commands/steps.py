"""What every act on a project begins with: the step, and the row held until the act is done."""

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.flow import Step
from tongban.foundation.ledger.commands import stale
from tongban.handling.projects.models import Project
from tongban.handling.projects.rules.flow import FLOW


def take(verb: str, project: Project, *, by: Actor) -> Step:
    """The step, if this actor may take it now; who comes second waits and is told what changed: `Stale`."""
    step = FLOW.take(verb, project, by=by)
    rows = Project.objects.select_for_update().filter(pk=project.pk, version=project.version)
    if not rows.values_list("pk", flat=True):
        raise stale(project.chain, since=project.version)
    return step

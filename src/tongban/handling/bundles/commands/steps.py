"""What every act on a joint application begins with: the step, and the row held until the act is done."""

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.flow import Step
from tongban.foundation.ledger.commands import stale
from tongban.handling.bundles.models import BundleCase
from tongban.handling.bundles.rules.flow import FLOW


def take(verb: str, bundle: BundleCase, *, by: Actor) -> Step:
    """The step, if this actor may take it now; who comes second waits and is told what changed: `Stale`."""
    step = FLOW.take(verb, bundle, by=by)
    rows = BundleCase.objects.select_for_update().filter(pk=bundle.pk, version=bundle.version)
    if not rows.values_list("pk", flat=True):
        raise stale(bundle.chain, since=bundle.version)
    return step

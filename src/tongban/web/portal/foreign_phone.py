"""A made-up person's telephone with codes of others (模拟的电子健康卡等, demo only): to try scanning them."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tongban.exchange.connectors.foreign_codes.bound import BOUND
from tongban.exchange.connectors.foreign_codes.rules import ForeignKind
from tongban.exchange.connectors.foreign_codes.simulator import LIVES, NAME, SAMPLES, TURNS, Fault, shown_code
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import NotFound
from tongban.web.portal import inputs
from tongban.web.portal.pages import page
from tongban.web.ui.audience import everybody


@everybody
@require_safe
def simulated_phone(request: HttpRequest) -> HttpResponse:
    """Which person, which code, which fault; the code of this moment. Not there where a real issuer is bound."""
    kinds = [each.kind for each in BOUND if each.is_simulated]
    if not kinds:
        raise NotFound()
    chosen = inputs.text(request.GET, "kind")
    kind = ForeignKind(chosen) if chosen in kinds else kinds[0]
    sample = SAMPLES.get(inputs.text(request.GET, "who")) or next(iter(SAMPLES.values()))
    said = inputs.text(request.GET, "fault")
    fault = Fault(said) if said in set(Fault) else Fault.NONE
    context = {
        "name": NAME,
        "kind": kind,
        "sample": sample,
        "fault": fault,
        "kinds": [(each.value, each.label) for each in kinds],
        "people": [(each.key, f"{each.name}（{each.note}）") for each in SAMPLES.values()],
        "faults": [(each.value, each.label) for each in Fault],
        "text": shown_code(kind, sample, fault=fault, at=now()),
        "turns": TURNS,
        "lives": TURNS * LIVES,
    }
    return page(request, "foreign_simulator", context)

"""What the house binds to the console: what only the top floor knows as a whole, and the citizens' own pages."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from markupsafe import Markup

from tongban.foundation.kernel.flow import Flow
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.item import ItemDocument
from tongban.registers.catalog.quality import Trial

FLOWS: dict[str, Flow] = {}
"""By key, in the order of the house's list; filled once by `config.wiring`."""

Body = Callable[[HttpRequest, Guide], Markup]
Trying = Callable[[ItemDocument, date], Trial]


@dataclass(slots=True)
class Bound:
    """How citizens see a guide and a checklist, and the trial with the city around it (试办)."""

    guide_body: Body | None = None
    checklist_body: Body | None = None
    trial: Trying | None = None


BOUND = Bound()

"""What the city promises to whoever asks (首问约定): how soon, and how long a second question is the same; pure."""

from dataclasses import dataclass
from datetime import timedelta

from tongban.foundation.worktime.rules import Limit, Unit

from .states import ContactKind

REPEAT_WITHIN = timedelta(days=7)
"""R-034: asked again on the same matter within seven days, it was not answered at once."""


@dataclass(frozen=True, slots=True)
class ContactPolicy:
    """In workdays: a question is answered, «could not be done» is first reached, and is settled."""

    answer_days: int = 1
    reach_days: int = 1
    settle_days: int = 5

    def first_limit(self, kind: ContactKind) -> Limit:
        days = self.reach_days if kind.is_grievance else self.answer_days
        return Limit(days, Unit.WORKDAY)

    @property
    def settling(self) -> Limit:
        """From the report on, once its author was reached."""
        return Limit(self.settle_days, Unit.WORKDAY)

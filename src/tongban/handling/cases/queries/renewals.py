"""When the licence that is renewed expires (有效期届满日): where the list says it was asked."""

from datetime import date

from tongban.handling.cases.models import Case
from tongban.registers.catalog.content import Option

from .forms import lodged_form


def expiry_of(case: Case, option: Option) -> date | None:
    """The last day of the old licence, from the answers or the form; None for a list that renews nothing."""
    if option.renewal is None:
        return None
    said = case.answers.get(option.renewal.expiry) or lodged_form(case).get(option.renewal.expiry)
    return date.fromisoformat(said) if isinstance(said, str) and said else None

"""Reading settlements (核定查询): the invoices of a case, what each of its application pays, and by which scheme."""

from collections.abc import Collection, Sequence

from tongban.handling.cases.models import Case
from tongban.registers.catalog.queries import guide_of

from .bound import BOUND
from .models import InvoiceUsed, Settlement
from .rules.table import REFUND


def scheme_of(case: Case) -> str:
    """By which scheme the case pays; empty where it pays nothing of the kind."""
    if BOUND.table is None:
        return ""
    guide = guide_of(case.option_version_id)
    return BOUND.table.scheme_of(guide.basic_code, guide.option_code)


def settled_with(case: Case) -> dict[str, Case]:
    """The cases that are settled together with this one, by scheme: those of its joint application that go on."""
    own = scheme_of(case)
    if own != REFUND:
        return {}
    found = {own: case}
    if case.bundle_number:
        rows = Case.objects.filter(bundle_number=case.bundle_number, ended_at=None, outcome="").exclude(pk=case.pk)
        others = {scheme_of(each): each for each in rows.order_by("pk")}
        found |= {scheme: each for scheme, each in others.items() if scheme}
    return found


def invoices_of(case: Case) -> Sequence[InvoiceUsed]:
    """The invoices that it is settled by (one statement)."""
    return list(InvoiceUsed.objects.filter(case=case, released_at=None).order_by("pk"))


def settlements_of(cases: Collection[int]) -> dict[int, Settlement]:
    """What is settled for these cases, by case (one statement; none without cases)."""
    if not cases:
        return {}
    rows = Settlement.objects.filter(case__in=cases, replaced_at=None).select_related("settled_by")
    return {each.case_id: each for each in rows}

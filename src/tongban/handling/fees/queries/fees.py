"""What is owed and paid for a case, and what lies in a till (应收、已收、钱箱余额)."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case as Choose
from django.db.models import F, IntegerField, QuerySet, Sum, When

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import NotFound
from tongban.handling.cases.models import Case
from tongban.handling.cases.queries.visible import visible_to as visible_cases
from tongban.handling.fees.models import Charge, Movement, Till
from tongban.handling.fees.rules.money import yuan
from tongban.handling.fees.rules.states import ChargeStatus, TillStatus

_SIGNED = Choose(When(kind="payment", then=F("amount")), default=-F("amount"), output_field=IntegerField())
MOST = 200


@dataclass(frozen=True, slots=True)
class Bill:
    """What a case costs so far, in fen: still owed, and paid."""

    owed: int
    paid: int

    @property
    def words(self) -> str:
        """For the case page, where the result is handed over."""
        if self.owed:
            return f"还有{yuan(self.owed)}没有收"
        return f"已收{yuan(self.paid)}" if self.paid else "还没有开收费单"


def bill_of(case: Case) -> Bill:
    """Sums of the charges of this case (one statement)."""
    rows = Charge.objects.filter(case=case).values_list("status", "amount")
    sums = {status: sum(amount for each, amount in rows if each == status) for status in ChargeStatus}
    return Bill(sums[ChargeStatus.DUE], sums[ChargeStatus.PAID])


def charges_of(case: Case) -> list[Charge]:
    """The charges of a case with what was paid on them, the oldest first."""
    return list(charge_rows(case).prefetch_related("movements__staff").order_by("charged_at", "id"))


def charge_rows(case: Case) -> QuerySet[Charge]:
    """The charges of a case with what was paid on them and its receipts (three statements), to be read by pages."""
    return Charge.objects.filter(case=case).prefetch_related("movements__receipt")


def charge_for(actor: Actor, code: UUID) -> Charge:
    """The charge if this actor may see its case; else `NotFound`."""
    rows = Charge.objects.filter(case__in=visible_cases(actor), code=code)
    found = rows.select_related("case__applicant", "case__agency").first()
    if found is None:
        raise NotFound("没有找到这张收费单，或者您看不到它。")
    return found


def open_till(staff_id: int) -> Till | None:
    """The till that this person has open, if any."""
    return Till.objects.filter(staff_id=staff_id, status=TillStatus.OPEN).first()


def in_till(till: Till) -> int:
    """What must lie in it now (应有金额), in fen: the float, and cash in less cash out."""
    moved = Movement.objects.filter(till=till).aggregate(sum=Sum(_SIGNED, default=0))["sum"]
    return till.float_amount + int(moved)


def movements_in(till: Till) -> list[Movement]:
    """What went through it, the newest first."""
    rows = Movement.objects.filter(till=till).select_related("charge__case", "receipt")
    return list(rows.order_by("-at", "-id")[:MOST])


def tills(actor: Actor, *, status: str = "", before: int | None = None, size: int) -> Sequence[Till]:
    """Tills, the newest first: a supervisor's are the city's, anybody else's their own."""
    rows = Till.objects.select_related("staff", "venue")
    if Role.SUPERVISOR not in actor.roles:
        rows = rows.filter(staff_id=actor.staff_id or 0)
    if status:
        rows = rows.filter(status=status)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return list(rows.order_by("-id")[:size])


def till_for(actor: Actor, code: UUID) -> Till:
    """The till if it is one's own, or one supervises; else `NotFound`."""
    rows = Till.objects.select_related("staff", "venue").filter(code=code)
    if Role.SUPERVISOR not in actor.roles:
        rows = rows.filter(staff_id=actor.staff_id or 0)
    found = rows.first()
    if found is None:
        raise NotFound("没有找到这个钱箱，或者它不是您的。")
    return found


def uncounted(staff_id: int) -> list[str]:
    """Why this person cannot sign off yet (签退前要结账): an open till, in words."""
    found = open_till(staff_id)
    if found is None:
        return []
    return [f"钱箱还没有结账（{found.window}，应有{yuan(in_till(found))}）。请先点钱结账。"]

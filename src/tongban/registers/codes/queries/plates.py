"""Door plates by their code (门楼牌码), and the list of them for who makes them."""

from collections.abc import Sequence

from django.db.models import QuerySet

from tongban.foundation.kernel.actors import Actor, Role
from tongban.registers.codes.models import Doorplate
from tongban.registers.codes.rules.codes import Kind

from .checking import genuine

SEES_ALL = frozenset({Role.SUPERVISOR, Role.SYSTEM_ADMIN, Role.SYSTEM})


def plate_of(typed: str) -> Doorplate | None:
    """The plate whose code this is, while it hangs (one query); None for anything else."""
    code = genuine(typed)
    if code is None or code.kind is not Kind.DOORPLATE:
        return None
    rows = Doorplate.objects.filter(handle=code.handle, address=code.words, ended_at__isnull=True)
    return rows.select_related("division").first()


def plates_for(actor: Actor) -> QuerySet[Doorplate]:
    """The plates that this actor keeps: all of them, or none."""
    rows = Doorplate.objects.select_related("division")
    return rows if actor.roles & SEES_ALL else rows.none()


def plates(actor: Actor, *, q: str = "", show: str = "", before: int = 0, most: int = 50) -> Sequence[Doorplate]:
    """Plates whose address holds `q`, the newest first, a page at a time (one query); `show` is hanging or ended."""
    rows = plates_for(actor).order_by("-pk")
    if q:
        rows = rows.filter(address__contains="".join(q.split()))
    if show in ("hanging", "ended"):
        rows = rows.filter(ended_at__isnull=show == "hanging")
    return list((rows.filter(pk__lt=before) if before else rows)[:most])

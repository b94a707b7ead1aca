"""Door plates by their code (门楼牌码)."""

from tongban.registers.codes.models import Doorplate
from tongban.registers.codes.rules.codes import Kind

from .checking import genuine


def plate_of(typed: str) -> Doorplate | None:
    """The plate whose code this is, while it hangs (one query); None for anything else."""
    code = genuine(typed)
    if code is None or code.kind is not Kind.DOORPLATE:
        return None
    rows = Doorplate.objects.filter(handle=code.handle, address=code.words, ended_at__isnull=True)
    return rows.select_related("division").first()

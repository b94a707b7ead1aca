"""Three more platforms whose codes are scanned here (互通码): each asks its issuer, and keeps nothing of the answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from tongban.foundation.kernel.codes import check
from tongban.registers.codes.ports import NotRecognised, Recognised
from tongban.registers.parties.queries import find_party

from .ports import ForeignUnavailable, Holder, Issuer
from .rules import ForeignKind, Form, plain_text, recognised


@dataclass(frozen=True, slots=True)
class ForeignPlatform:
    """One kind of code: how it is written, and the line to its issuer; without a line it is known and refused."""

    kind: ForeignKind
    forms: Sequence[Form]
    issuer: Issuer | None = None

    @property
    def name(self) -> str:
        return f"{self.kind.label}（模拟）" if self.is_simulated else self.kind.label

    @property
    def is_simulated(self) -> bool:
        return self.issuer is not None and self.issuer.is_simulated

    def reads(self, typed: str) -> bool:
        return recognised(typed, self.forms) is self.kind

    def recognise(self, typed: str, *, purpose: str, verifier: str, at: datetime) -> Recognised:
        """Whose it is, by paper and by name: `ForeignRefused`, `ForeignUnavailable`, or `NotRecognised` where the
        register here knows this paper under another name."""
        if self.issuer is None:
            raise ForeignUnavailable(f"还没有接通{self.kind.label}的系统。请对方亮本市的码，或者出示证件。")
        holder = _asked(self.issuer, plain_text(typed), at=at)
        if not check(holder.id_kind, holder.id_number).valid:
            raise ForeignUnavailable("签发方的回答读不出来。请对方亮本市的码，或者出示证件。")
        found = find_party(id_kind=holder.id_kind, id_number=holder.id_number)
        if found is not None and found.name != holder.name:
            raise NotRecognised("签发方说的姓名和本市登记的对不上。请对方出示证件。", code="code_holder_differs")
        return Recognised(holder.id_kind, holder.id_number)


def _asked(issuer: Issuer, code: str, *, at: datetime) -> Holder:
    """What the issuer says, asked once more under the same number when the answer was lost."""
    number = uuid4().hex
    try:
        return issuer.holder_of(code, number=number, at=at)
    except ForeignUnavailable:
        return issuer.holder_of(code, number=number, at=at)

"""Whose a first contact is (首问责任人): exactly one person at any time, and no other than by accepting it; pure."""

from dataclasses import dataclass, replace

from tongban.foundation.kernel.errors import NotNow, NotYours

from .states import ContactStatus


class NotTheOwner(NotYours):
    """Only the responsible person may do this (首问责任人)."""

    code = "not_the_owner"
    sentence = "这一步由首问责任人办理。要接手，请对方移交给您，您接下后再办。"


@dataclass(frozen=True, slots=True)
class Holding:
    """Who answers for a contact, and to whom it is being offered; both by staff id."""

    owner: int
    offered_to: int | None = None
    status: ContactStatus = ContactStatus.OPEN

    def offered(self, to: int, *, by: int, is_supervisor: bool = False) -> "Holding":
        """移交: the owner, or the supervisor when the owner is away, names a receiver; the owner stays."""
        self._is(ContactStatus.OPEN)
        if by != self.owner and not is_supervisor:
            raise NotTheOwner()
        if to == self.owner:
            raise NotNow("这件事本来就由这位同事负责，不用移交。")
        return replace(self, offered_to=to, status=ContactStatus.OFFERED)

    def taken_over(self, *, by: int) -> "Holding":
        """接下: the one moment at which the owner changes."""
        self._is(ContactStatus.OFFERED)
        if by != self.offered_to:
            raise NotYours("这件事没有移交给您。")
        return Holding(owner=by)

    def declined(self, *, by: int) -> "Holding":
        """不接: back to where it was."""
        self._is(ContactStatus.OFFERED)
        if by != self.offered_to:
            raise NotYours("这件事没有移交给您。")
        return Holding(owner=self.owner)

    def taken_back(self, *, by: int, is_supervisor: bool = False) -> "Holding":
        self._is(ContactStatus.OFFERED)
        if by != self.owner and not is_supervisor:
            raise NotTheOwner()
        return Holding(owner=self.owner)

    def closed(self, *, by: int) -> "Holding":
        """登记结果: by who answers for it, while it is not on its way to somebody else."""
        self._is(ContactStatus.OPEN)
        if by != self.owner:
            raise NotTheOwner()
        return replace(self, status=ContactStatus.CLOSED)

    def _is(self, wanted: ContactStatus) -> None:
        if self.status is not wanted:
            raise NotNow(f"现在是“{self.status.label}”，不能办这一步。")

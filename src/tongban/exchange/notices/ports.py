"""What notices need from outside: somebody who sends text messages."""

from typing import Protocol


class TextMessages(Protocol):
    """A gateway for text messages (短信网关). `reference` makes a repetition the same message."""

    def send(self, *, phone: str, text: str, reference: str) -> None: ...


class NoTextMessages:
    """The demo city has no gateway: messages stay in the account, and nothing claims to have been sent."""

    def send(self, *, phone: str, text: str, reference: str) -> None:
        raise GatewayAbsent


class GatewayAbsent(Exception):  # noqa: N818 - a fact, not a fault
    """No gateway is bound (未接短信网关)."""


BOUND: list[TextMessages] = [NoTextMessages()]
"""The gateway of this house; `config/subscriptions.py` hands it to the carriers."""

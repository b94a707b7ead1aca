"""What coaching hears of cases (申报辅导): a one-time notice asks for something; idempotent, told by the ledger."""

from tongban.foundation.ledger.models import Entry

from .commands.coaching import fail


def coaching_is_measured(entry: Entry) -> None:
    """一次性告知: was it more than the coach had told?"""
    asked_for = [str(each) for each in entry.facts.get("items", ())]
    fail(entry.chain.removeprefix("case:"), asked_for, at=entry.at)

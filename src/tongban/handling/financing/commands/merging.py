"""Needs follow their person, a bank its enterprise (合并重复登记)."""

from tongban.handling.financing.models import Bank, FinancingNeed
from tongban.registers.parties.merging import Merger, Moved


def move_to_kept(merger: Merger) -> Moved:
    """The needs of the dropped entry and of its account; its bank, unless the kept one is one itself."""
    moved = FinancingNeed.objects.filter(party_id=merger.drop).update(party_id=merger.keep)
    if merger.drop_account is not None:
        FinancingNeed.objects.filter(account_id=merger.drop_account).update(account_id=merger.keep_account)
    banks = 0
    if not Bank.objects.filter(party_id=merger.keep).exists():
        banks = Bank.objects.filter(party_id=merger.drop).update(party_id=merger.keep)
    return {"financing_needs": moved, "financing_banks": banks}

"""Numbers of parties under seal (加密存储): each value is bound to its column and to the paper of its owner.

The owner is named by paper and blind index, because a row has no id before it is written, and its paper never changes.
"""

from tongban.foundation.kernel.vault import vault

from .models import Account, Party
from .rules import Field

ID = "party.id"
PHONE = "party.phone"
ADDRESS = "party.address"
TOTP = "account.totp"


def owner(id_kind: str, id_index: bytes | memoryview) -> str:
    return f"{id_kind}:{bytes(id_index).hex()}"


def seal(text: str, purpose: str, of: str) -> bytes:
    return vault().seal(text, purpose=purpose, owner=of)


def open_field(party: Party, field: Field) -> str:
    """The full value, or an empty text when none is on file. For `reveal` and for masks only; no one else calls it."""
    blob, purpose = {
        Field.ID_NUMBER: (party.id_sealed, ID),
        Field.PHONE: (party.phone_sealed, PHONE),
        Field.ADDRESS: (party.address_sealed, ADDRESS),
    }[field]
    return "" if blob is None else vault().open(blob, purpose=purpose, owner=owner(party.id_kind, party.id_index))


def id_index(number: str) -> bytes:
    """Finds a party by the normalised number of its paper."""
    return vault().index(number, purpose=ID)


def phone_index(number: str) -> bytes:
    return vault().index(number, purpose=PHONE)


def login_index(login: str) -> bytes:
    """Stands for whatever was typed as a login, which may well be an identity number."""
    return vault().index(login.casefold(), purpose="attempt.login")


def totp_owner(account: Account) -> str:
    return f"account:{account.pk}"

"""What this city says of its own licences to a partner that asks (证照互认应答): signed, for this question, now."""

from datetime import datetime

import msgspec

from tongban.foundation.kernel.masks import mask_name
from tongban.foundation.kernel.vault import vault
from tongban.registers.licenses.rules.foreign import PREFIX, Answer, Statement
from tongban.registers.parties.rules import PartyKind

from .found import by_identifier

RAW = 64  # a partner checks plain Ed25519; what the vault puts before it names the key to this house alone


def statement_for(identifier: str, nonce: str, *, at: datetime) -> Answer:
    """The signed answer about one identifier (one query): the register as it stands, no field of the face.

    An end of the licence is in the next answer; `rules.foreign.judge` of the partner takes no answer that is older.
    """
    edition = by_identifier(identifier)
    if edition is None:
        return _signed(Statement(identifier=identifier, nonce=nonce, said_at=at, is_known=False))
    owner = edition.license
    name = owner.holder.name
    said = Statement(
        identifier=identifier,
        nonce=nonce,
        said_at=at,
        is_known=True,
        status=owner.state.code,
        type_name=owner.type.name,
        holder=mask_name(name) if owner.holder.kind == PartyKind.PERSON else name,
        valid_from=edition.valid_from,
        valid_to=edition.valid_to,
        is_current=edition.number == owner.edition_number,
    )
    return _signed(said)


def _signed(said: Statement) -> Answer:
    body = msgspec.json.encode(said).decode()
    return Answer(body=body, signature=vault().sign(PREFIX + body.encode())[-RAW:].hex())

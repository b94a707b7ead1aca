"""What this city says of its own licences to a partner that asks (证照互认应答): signed, for this question, now."""

from datetime import datetime

import msgspec

from tongban.foundation.kernel.vault import vault
from tongban.registers.licenses.rules.foreign import PREFIX, Answer, Statement

from .registered import registered

RAW = 64  # a partner checks plain Ed25519; what the vault puts before it names the key to this house alone


def statement_for(identifier: str, nonce: str, *, at: datetime) -> Answer:
    """The signed answer about one identifier (one statement): the register as it stands, no field of the face.

    An end of the licence is in the next answer; `rules.foreign.judge` of the partner takes no answer that is older.
    """
    found = registered(identifier)
    if found is None:
        return _signed(Statement(identifier=identifier, nonce=nonce, said_at=at, is_known=False))
    said = Statement(
        identifier=identifier,
        nonce=nonce,
        said_at=at,
        is_known=True,
        status=found.state.code,
        type_name=found.type_name,
        holder=found.holder,
        valid_from=found.valid_from,
        valid_to=found.valid_to,
        is_current=found.is_current,
    )
    return _signed(said)


def _signed(said: Statement) -> Answer:
    body = msgspec.json.encode(said).decode()
    return Answer(body=body, signature=vault().sign(PREFIX + body.encode())[-RAW:].hex())

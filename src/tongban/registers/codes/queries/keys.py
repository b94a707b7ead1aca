"""With what anybody checks without a network (验码公钥): certificates of codes, and keys of signed answers."""

import base64
from typing import Any

from tongban.foundation.kernel.vault import vault
from tongban.registers.codes.rules.codes import SIGNED
from tongban.registers.documents.sealing.provider import BOUND


def signing_keys() -> dict[str, Any]:
    """Public keys only: the certificates of all signers, old ones too, and the city's Ed25519 keys by number."""
    return {
        "format": 1,
        "prefix": SIGNED.decode(),
        "certificates": [base64.b64encode(each).decode() for each in BOUND[0].trusted().values()],
        "answers": {str(number): key.hex() for number, key in vault().public_keys().items()},
    }

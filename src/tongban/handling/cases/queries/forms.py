"""The application form of a case (申请表): under seal, opened where it is needed and for that moment only."""

from typing import Any

import msgspec

from tongban.foundation.kernel.vault import vault
from tongban.handling.cases.models import Case

PURPOSE = "case.form"


def lodged_form(case: Case) -> dict[str, Any]:
    """The form as the case has it now; empty where none was asked."""
    sealed = bytes(case.form_sealed)
    if not sealed:
        return {}
    found: dict[str, Any] = msgspec.json.decode(vault().open(sealed, purpose=PURPOSE, owner=case.number))
    return found

"""Code numbers and their checks (编码校验): pure functions, no database, no network.

`check(kind, value)` judges what people type. The modules beside it hold what each number can tell: `id_cards` (birth
date, sex, age), `uscc` (division), `case_numbers` (make, print, take apart), `licenses` (make, take apart).
"""

from .case_numbers import CaseNumber, case_number, is_offline, pretty
from .checks import KINDS, check
from .id_cards import Sex, age, birth_date, sex
from .iso7064 import mod_37_36
from .licenses import LicenseIdentifier, license_identifier
from .results import CodeCheck, CodeError

__all__ = [
    "KINDS",
    "CaseNumber",
    "CodeCheck",
    "CodeError",
    "LicenseIdentifier",
    "Sex",
    "age",
    "birth_date",
    "case_number",
    "check",
    "is_offline",
    "license_identifier",
    "mod_37_36",
    "pretty",
    "sex",
]

"""Passwords (口令): how they are hashed, and what a new one must be.

Two profiles, because two rules disagree: 等保 (GB/T 22239) asks staff for composition, age and history; ASVS 6.2.5 and
6.2.10 forbid composition and forced change, and that is what citizens get.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.auth.hashers import Argon2PasswordHasher, check_password, is_password_usable, make_password
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from tongban.foundation.kernel.errors import Fault

LONGEST = 128
_COMMON = CommonPasswordValidator()


class Argon2(Argon2PasswordHasher):
    """Argon2id, 19 MiB, two passes: about 25 ms on one core."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1


@dataclass(frozen=True, slots=True)
class PasswordPolicy:
    """What a new password must be (口令规则): least length, how many of the four classes, how many old ones count."""

    least: int
    classes: int
    history: int


CITIZEN = PasswordPolicy(least=8, classes=1, history=0)
STAFF = PasswordPolicy(least=12, classes=3, history=5)


def policy_for(*, is_staff: bool) -> PasswordPolicy:
    return STAFF if is_staff else CITIZEN


def faults(password: str, policy: PasswordPolicy, *, personal: Iterable[str] = ()) -> list[Fault]:
    """Everything that speaks against a new password at once; `personal` are texts that it may not contain."""
    found: list[tuple[str, str]] = []
    if len(password) < policy.least:
        found.append(("too_short", f"密码至少{policy.least}个字符，现在是{len(password)}个。"))
    if len(password) > LONGEST:
        found.append(("too_long", f"密码最多{LONGEST}个字符。"))
    if classes(password) < policy.classes:
        found.append(("too_plain", f"密码要包含大写字母、小写字母、数字、符号中的至少{policy.classes}种。"))
    if _is_common(password):
        found.append(("too_common", "这个密码太常见，容易被猜到，请换一个。"))
    if any(len(text) >= 4 and text.casefold() in password.casefold() for text in personal):
        found.append(("personal", "密码里不要包含登录名、姓名、手机号或证件号码。"))
    return [Fault("/password", code, message) for code, message in found]


def classes(password: str) -> int:
    """How many of upper case, lower case, digits and symbols occur (字符种类)."""
    kinds = {
        "u" if c.isupper() else "l" if c.islower() else "d" if c.isdigit() else "s" for c in password if not c.isspace()
    }
    return len(kinds)


def hashed(password: str) -> str:
    """The hash to store; the text is brought to one Unicode form first, so that every keyboard types the same."""
    return make_password(_typed(password))


def unusable() -> str:
    """What stands in place of a hash when there is no password: nothing that is typed matches it."""
    return make_password(None)


def is_usable(stored: str) -> bool:
    """Whether there is a password at all (是否设有密码)."""
    return is_password_usable(stored)


def matches(password: str, stored: str) -> bool:
    """Whether this is the password. A stored hash of nothing known takes the usual time."""
    return check_password(_typed(password), stored)


def _typed(password: str) -> str:
    return unicodedata.normalize("NFKC", password).encode("utf-8", "replace").decode("utf-8")


def _is_common(password: str) -> bool:
    try:
        _COMMON.validate(password)
    except ValidationError:
        return True
    return False


def reuse_faults(password: str, former: Sequence[str], policy: PasswordPolicy) -> list[Fault]:
    """The new password is the present one, or one of the last that the policy remembers (历史口令)."""
    remembered = former[: max(1, policy.history)]
    if any(matches(password, stored) for stored in remembered):
        return [Fault("/password", "reused", "这个密码最近用过，请换一个没有用过的。")]
    return []

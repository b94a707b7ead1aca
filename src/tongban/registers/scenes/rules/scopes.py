"""What a scene may ask at most (场景范围): no request goes beyond it, whoever makes it; pure."""

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from typing import Any

from tongban.foundation.kernel.errors import Declined, Fault, Invalid
from tongban.registers.codes.ports import AT_KIOSK, PHONE_TO_PHONE, WINDOW
from tongban.registers.codes.rules.scopes import KEPT_AT_MOST, MOST_CLAIMS, Scope, is_known

OWN = frozenset({WINDOW, PHONE_TO_PHONE, AT_KIOSK})
LONGEST_RETENTION = 365
"""Days that a verifier may keep its own record of a use; longer needs a law of its own, and no scene of codes."""


class BeyondScope(Declined):
    """A verifier asked for more than its scene may (超出场景范围): nothing is asked of the holder at all."""

    code = "beyond_scope"
    sentence = "要看的超出了这个场景登记的范围，一项也没有查看。请按登记的范围重新扫码。"


class NoTerminal(Declined):
    """Nobody could scan in this scene (没有接入系统): a scene that is on and cannot be used would be a lie."""

    code = "scene_without_system"
    sentence = "还没有接入系统，不能启用。请先在城市数据里写上这个场景的接入系统。"


def narrowed(scope: Scope, wanted: Collection[str] | None) -> Scope:
    """The scope for one request: what it wants of it, all of it by default; `BeyondScope` for one claim too many."""
    if wanted is None:
        return scope
    beyond = sorted(set(wanted) - set(scope.claims))
    if beyond:
        raise BeyondScope(facts={"beyond": beyond})
    claims = tuple(each for each in scope.claims if each in set(wanted))
    return Scope(claims, scope.purpose, scope.verifier, scope.scene, scope.keeps)


def scope_from(row: Any) -> Scope:
    """The scope of a registered scene: claims, purpose, verifier, and how long the granted may be looked at."""
    keeps = timedelta(minutes=row.keeps_minutes)
    return Scope(tuple(row.claims), row.purpose, row.verifier, row.key, keeps)


def check_rows(rows: Sequence[Mapping[str, Any]]) -> None:
    """`Invalid` with everything that is wrong with a city's list of scenes, told once."""
    faults = [fault for place, row in enumerate(rows) for fault in _faults(place, row)]
    keys = [row["key"] for row in rows]
    faults += [Fault("/scenes", "twice", f"场景“{key}”写了两次。") for key in sorted(set(keys)) if keys.count(key) > 1]
    if faults:
        raise Invalid("用码场景的登记有问题。", faults=faults)


def _faults(place: int, row: Mapping[str, Any]) -> list[Fault]:
    name, claims = row["name"], row["claims"]
    found = []
    if not 1 <= len(claims) <= MOST_CLAIMS or len(set(claims)) != len(claims):
        found.append(("claims", f"“{name}”要写1到{MOST_CLAIMS}项要看的信息，每项一次。"))
    if unknown := [each for each in claims if not is_known(each)]:
        found.append(("claims", f"“{name}”里的“{'、'.join(unknown)}”不能用扫码查看。"))
    if not 0 < row["keeps_minutes"] <= KEPT_AT_MOST // timedelta(minutes=1):
        found.append(("keeps_minutes", f"“{name}”的查看时间应当是1到60分钟。"))
    if not 0 <= row["retention_days"] <= LONGEST_RETENTION:
        found.append(("retention_days", f"“{name}”的用码记录最长保留{LONGEST_RETENTION}天。"))
    if not row["is_live"] and not row.get("planned_on"):
        found.append(("planned_on", f"“{name}”还没有启用，要写计划启用的日期。"))
    if row["is_live"] and not row.get("client") and row["key"] not in OWN:
        found.append(("client", f"“{name}”要启用，先写明接入系统。"))
    if any(not row[each].strip() for each in ("purpose", "verifier", "basis")):
        found.append(("purpose", f"“{name}”要写清谁来看、用来做什么、依据是什么。"))
    return [Fault(f"/scenes/{place}/{field}", "wrong", words) for field, words in found]

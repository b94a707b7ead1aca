"""Who acts: roles and the actor that every command is given."""

from dataclasses import dataclass, field, replace
from enum import StrEnum


class Role(StrEnum):
    """What a person or a system may do in a flow (角色)."""

    APPLICANT = "applicant"
    COUNTER = "counter"
    EXAMINER = "examiner"
    REVIEWER = "reviewer"
    DECIDER = "decider"
    ISSUER = "issuer"
    RECEIVER = "receiver"
    INSPECTOR = "inspector"
    HOTLINE = "hotline"
    SUPERVISOR = "supervisor"
    CATALOG_EDITOR = "catalog_editor"
    CATALOG_REVIEWER = "catalog_reviewer"
    SYSTEM_ADMIN = "system_admin"
    SECURITY_ADMIN = "security_admin"
    AUDIT_ADMIN = "audit_admin"
    KIOSK = "kiosk"
    SYSTEM = "system"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Role.APPLICANT: "申请人",
    Role.COUNTER: "综合窗口",
    Role.EXAMINER: "承办人",
    Role.REVIEWER: "审核人",
    Role.DECIDER: "批准人",
    Role.ISSUER: "出件窗口",
    Role.RECEIVER: "异地代收窗口",
    Role.INSPECTOR: "监管岗",
    Role.HOTLINE: "热线话务",
    Role.SUPERVISOR: "监督岗",
    Role.CATALOG_EDITOR: "事项编制岗",
    Role.CATALOG_REVIEWER: "事项审核岗",
    Role.SYSTEM_ADMIN: "系统管理员",
    Role.SECURITY_ADMIN: "安全管理员",
    Role.AUDIT_ADMIN: "审计管理员",
    Role.KIOSK: "自助终端",
    Role.SYSTEM: "系统",
}

STAFF_ROLES = frozenset(Role) - {Role.APPLICANT, Role.KIOSK, Role.SYSTEM}


@dataclass(frozen=True, slots=True)
class Actor:
    """The one who acts, as of this request: who, in which office, for whom, by which channel.

    `party_id` is the natural person behind the account; `acting_for` the party whose affair it is
    (the person, an enterprise, or a principal under `mandate_id`). `powers` are steps that a delegation (授权)
    adds to the post, each with its scope: «grant@agency:7», «accept@option:<33 characters>».
    `under` names the signed mandate for help in person under which a helper acts now (代办), such as outreach:1f….
    `shown` lists what a helper may look at under a mandate that says so; None is no such limit.
    `client` names a system that calls through the open API, `kiosk_id` the terminal at which somebody stands.
    """

    name: str
    roles: frozenset[Role] = frozenset()
    account_id: int | None = None
    party_id: int | None = None
    acting_for: int | None = None
    mandate_id: int | None = None
    staff_id: int | None = None
    agency_id: int | None = None
    agency: str = ""
    venue_id: int | None = None
    post: str = ""
    powers: frozenset[str] = field(default=frozenset())
    under: str = ""
    shown: frozenset[str] | None = None
    client: str = ""
    kiosk_id: int | None = None
    channel: str = "web"

    @property
    def is_staff(self) -> bool:
        return self.staff_id is not None

    @property
    def is_signed_in(self) -> bool:
        return (
            self.account_id is not None or bool(self.client) or self.kiosk_id is not None or Role.SYSTEM in self.roles
        )

    def may_look(self, what: str) -> bool:
        """May this be looked at under the mandate that one acts under? Always, where it says nothing of it."""
        return self.shown is None or what in self.shown

    @property
    def ref(self) -> str:
        """Who this is in the ledger: stable, and no personal data."""
        if self.staff_id is not None:
            return f"staff:{self.staff_id}"
        if self.account_id is not None:
            return f"account:{self.account_id}"
        if self.client:
            return f"client:{self.client}"
        if self.kiosk_id is not None:
            return f"kiosk:{self.kiosk_id}"
        return "system" if self.roles else "guest"

    def speaking_as(self, role: Role) -> "Actor":
        return replace(self, roles=frozenset({role}))


SYSTEM = Actor(name="系统", roles=frozenset({Role.SYSTEM}), channel="system")
NOBODY = Actor(name="访客")

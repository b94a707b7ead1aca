"""Third-party platforms of the demo city (演示第三方平台): one in use, one that was stopped; both are samples."""

from datetime import datetime, timedelta

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.clock import local_day
from tongban.registers.parties.commands import register_partner, stop_partner
from tongban.registers.parties.terms import Terms


def load_partners(*, at: datetime) -> None:
    """Told after the cases, once with them."""
    until = local_day(at) + timedelta(days=365)
    bank = Terms(
        title="市民生活服务平台（样例）",
        operator="样例金融科技公司",
        agreement="嘉数合〔2026〕3号（样例）",
        agreed_until=until,
        per_minute=120,
        scopes=("items:read", "cases:submit", "cases:read", "files:write"),
    )
    register_partner("city-life", terms=bank, by=SYSTEM, at=at)
    post = Terms(
        title="便民代办平台（样例）",
        operator="样例信息服务公司",
        agreement="嘉数合〔2026〕5号（样例）",
        agreed_until=until,
        per_minute=30,
        scopes=("items:read", "licenses:verify"),
    )
    stopped = register_partner("errand-app", terms=post, by=SYSTEM, at=at)
    stop_partner(stopped, because="短时间内大量查询同一批证照，核查期间停用（样例）。", by=SYSTEM, at=at)

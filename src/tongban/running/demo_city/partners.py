"""Third-party platforms of the demo city (演示第三方平台): two in use, one that was stopped; all are samples."""

from datetime import datetime, timedelta

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.clock import local_day
from tongban.registers.parties.commands import register_partner, stop_partner
from tongban.registers.parties.scopes import OPEN_TO_PARTNERS
from tongban.registers.parties.terms import Terms

SANDBOX = "http://127.0.0.1:9100"
"""Where somebody who tries out an app of their own on this machine lets it listen."""
SANDBOX_RETURN = f"{SANDBOX}/signed-in"


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
    app = Terms(
        title="甘快办接入（样例）",
        operator="样例省级移动平台运营单位",
        agreement="嘉数合〔2026〕1号（样例）",
        agreed_until=until,
        per_minute=600,
        scopes=tuple(each.value for each in OPEN_TO_PARTNERS),
        redirect_uris=(SANDBOX_RETURN,),
        origins=(SANDBOX,),
    )
    register_partner("gan-kuai-ban", terms=app, by=SYSTEM, at=at)
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

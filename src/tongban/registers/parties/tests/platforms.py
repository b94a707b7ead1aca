"""Platforms that other tests begin with: one that people sign in from and that frames pages, and a stopped one."""

from datetime import date, datetime

from tongban.foundation.kernel.actors import SYSTEM
from tongban.registers.parties.commands import register_partner, stop_partner
from tongban.registers.parties.models import ApiClient
from tongban.registers.parties.scopes import OPEN_TO_PARTNERS
from tongban.registers.parties.terms import Terms

SITE = "https://app.example.cn"
RETURN = f"{SITE}/signed-in"
TERMS = Terms(
    title="样例应用",
    operator="样例公司",
    agreement="样例9号",
    agreed_until=date(2099, 12, 31),
    per_minute=600,
    scopes=tuple(each.value for each in OPEN_TO_PARTNERS),
    redirect_uris=(RETURN,),
    origins=(SITE,),
)


def an_app(at: datetime, name: str = "app") -> ApiClient:
    return register_partner(name, terms=TERMS, by=SYSTEM, at=at)


def a_stopped_app(at: datetime) -> ApiClient:
    made = an_app(at, "stopped-app")
    stop_partner(made, because="样例", by=SYSTEM, at=at)
    return made

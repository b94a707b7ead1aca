"""Checks of the classified protection (等级保护检查): what the running house itself can answer, with numbers."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.db.models import Max, Q

from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.vault import vault
from tongban.foundation.kernel.vault.place import key_folder
from tongban.foundation.ledger.models import Anchor, Block, Entry
from tongban.foundation.ledger.privileges import append_only_tables
from tongban.oversight.incidents.models import Drill, Incident
from tongban.oversight.incidents.queries.incidents import late
from tongban.oversight.incidents.rules.plan import BOUND as EMERGENCY
from tongban.oversight.incidents.rules.states import DrillStatus
from tongban.oversight.standards.rules.advisories import FRESH_DAYS
from tongban.oversight.standards.rules.compliance import Finding
from tongban.registers.agencies.models import Staff
from tongban.registers.agencies.rules import ADMINISTRATORS
from tongban.registers.parties import rules as parties
from tongban.registers.parties.jobs import KEPT_FOR
from tongban.registers.parties.models import Account, Session

from .advisories import installed, standing, weak_here

HALF_YEAR = timedelta(days=184)
LOGS_KEPT = timedelta(days=180)
LONGEST_IDLE = timedelta(minutes=30)
SEALED_WITHIN = timedelta(minutes=30)
RESTORE_DRILLS = "restore-drill"
_OPEN_TO_ALL = 0o077


def _second_factor(at: datetime) -> Finding:
    """工作人员都有动态口令."""
    rows = Staff.objects.filter(is_active=True, account__is_active=True)
    without = rows.filter(account__totp_confirmed_at__isnull=True).order_by("number").values_list("number", flat=True)
    return Finding(rows.count(), tuple(f"工号{each}" for each in without))


def _session_limits(at: datetime) -> Finding:
    """会话闲置自动结束."""
    kinds = {"个人": (False, False), "工作人员": (True, False), "管理员": (True, True)}
    limits = {
        name: parties.session_limits(is_staff=is_staff, is_administrator=is_admin).idle
        for name, (is_staff, is_admin) in kinds.items()
    }
    said = "，".join(f"{name}{int(idle.total_seconds() // 60)}分钟" for name, idle in limits.items())
    return Finding(len(limits), tuple(name for name, idle in limits.items() if idle > LONGEST_IDLE), said)


def _lockout(at: datetime) -> Finding:
    """输错口令锁定."""
    minutes = int(parties.LOGIN_WINDOW.total_seconds() // 60)
    return Finding(1, (), f"{minutes}分钟内错{parties.LOGIN_FAILURES}次锁定；同一地址每小时{parties.IP_FAILURES}次")


def _passwords(at: datetime) -> Finding:
    """口令按期更换."""
    rows = Staff.objects.filter(is_active=True, account__is_active=True)
    old = rows.filter(account__password_changed_at__lte=at - parties.STAFF_PASSWORD_LASTS).order_by("number")
    return Finding(rows.count(), tuple(f"工号{each}" for each in old.values_list("number", flat=True)))


def _least_privilege(at: datetime) -> Finding:
    """没有岗位的不留账号，离岗的不留会话."""
    staff = Staff.objects.select_related("account")
    idle = staff.filter(is_active=True, account__is_active=True, roles=[])
    left = Account.objects.filter(is_active=False) | Account.objects.filter(staff__is_active=False)
    open_ones = Session.objects.filter(account__in=left, ended_at__isnull=True, expires_at__gt=at)
    failing = [f"工号{each.number}没有岗位" for each in idle]
    failing += [f"已停用账号{each.account.login}还有会话" for each in open_ones.select_related("account")]
    return Finding(staff.count(), tuple(sorted(failing)))


def _three_administrators(at: datetime) -> Finding:
    """系统、安全、审计管理员三员分立: each held by somebody, nobody holds two; the database refuses it besides."""
    held = {role: list(Staff.objects.filter(is_active=True, roles__contains=[role.value])) for role in ADMINISTRATORS}
    failing = [f"没有{role.label}" for role, rows in held.items() if not rows]
    people = [each.pk for rows in held.values() for each in rows]
    failing += [f"工号{each.number}兼任" for rows in held.values() for each in rows if people.count(each.pk) > 1]
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_constraint WHERE conname LIKE %s", ["staff_administrator%"])
        is_guarded = bool(cursor.fetchone()[0])
    failing += [] if is_guarded else ["数据库里没有三员分立的约束"]
    said = "，".join(f"{role.label}{len(rows)}人" for role, rows in held.items())
    return Finding(len(people), tuple(failing), "；".join((said, *failing)))


def _audit_kept(at: datetime) -> Finding:
    """只增不改的表: 网站账号改不了、删不了留痕 (where the web has a role of its own)."""
    tables = append_only_tables()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relation.relname FROM pg_trigger JOIN pg_class relation ON relation.oid = tgrelid"
            " WHERE NOT tgisinternal AND tgtype & 24 <> 0 AND relation.relname = ANY(%s)",
            [["ledger_entry", "ledger_block", "ledger_anchor"]],
        )
        guarded = {name for (name,) in cursor.fetchall()}
    missing = {"ledger_entry", "ledger_block", "ledger_anchor"} - guarded
    return Finding(len(tables), tuple(sorted(missing)), f"{len(tables)}张表只增不改，留痕另有触发器保护")


def _logs_kept(at: datetime) -> Finding:
    """登录记录和留痕保存不少于六个月: the ledger is never shortened, tries to sign in have a term."""
    failing = ("登录记录保存期不足180天",) if KEPT_FOR < LOGS_KEPT else ()
    first = Entry.objects.order_by("pk").values_list("at", flat=True).first()
    since = f"，最早一条是{first.date().isoformat()}" if first is not None else ""
    return Finding(2, failing, f"留痕永久保存{since}；登录记录保存{KEPT_FOR.days}天")


def _sealed(at: datetime) -> Finding:
    """留痕封存和签名: nothing waits for its block for long, and the newest block is anchored outside."""
    newest = Block.objects.aggregate(last=Max("number"))["last"]
    anchored = Anchor.objects.count()
    failing = [] if newest is not None else ["还没有封存过"]
    failing += [] if anchored else ["还没有锚点"]
    return Finding(1, tuple(failing), f"已封存{(newest or 0)}个区块，锚点{anchored}个")


def _encrypted(at: datetime) -> Finding:
    """证件号码、手机号加密存储: keys outside the database, for their owner only."""
    file = key_folder() / "keyring.json"
    is_open = file.exists() and bool(file.stat().st_mode & _OPEN_TO_ALL)
    keys = vault().inventory()
    current = [f"{name}第{number}号" for name, number, _, is_current in keys if is_current]
    failing = ("密钥文件别的用户可以读",) if is_open else ()
    return Finding(len(keys), failing, f"{len(keys)}个密钥，正在用{'、'.join(current)}")


def _transport(at: datetime) -> Finding:
    """传输加密: TLS ends at the proxy, cookies are for TLS only."""
    failing = () if settings.CSRF_COOKIE_SECURE else ("没有设置 TONGBAN_BEHIND_PROXY，Cookie 不限于加密连接",)
    return Finding(1, failing, failing[0] if failing else "由代理提供TLS，Cookie只走加密连接")


def _hardened(at: datetime) -> Finding:
    """调试关闭，安全响应头打开."""
    failing = ["调试打开着"] if settings.DEBUG else []
    if "tongban.web.ui.headers.SecurityHeaders" not in settings.MIDDLEWARE:
        failing.append("没有安全响应头")
    return Finding(2, tuple(failing))


def _restored(at: datetime) -> Finding:
    """半年内做过恢复演练: by `tongban restore-drill`, whose figures are in the ledger."""
    last = Entry.objects.filter(chain=RESTORE_DRILLS).order_by("-seq").first()
    if last is None or last.at < at - HALF_YEAR:
        return Finding(1, ("半年内没有恢复演练",), "半年内没有恢复演练，请运行 tongban restore-drill")
    facts = last.facts
    words = f"最近一次{last.at.date().isoformat()}：恢复用{facts['rto_seconds']}秒，丢失{facts['rpo_seconds']}秒的数据"
    return Finding(1, () if facts.get("is_whole") else ("最近一次恢复不完整",), words)


def _drilled(at: datetime) -> Finding:
    """应急预案和半年演练."""
    if not EMERGENCY.plan.playbooks:
        return Finding(1, ("没有应急预案",))
    last = Drill.objects.filter(status=DrillStatus.SCORED).order_by("-ended_at").first()
    if last is None or last.ended_at is None or last.ended_at < at - HALF_YEAR:
        return Finding(1, ("半年内没有评过分的演练",), "半年内没有评过分的应急演练")
    return Finding(1, (), f"最近一次{last.ended_at.date().isoformat()}，{last.score}分")


def _incidents_told(at: datetime) -> Finding:
    """事件按时报告、告知."""
    rows = Incident.objects.filter(is_drill=False, ended_at__isnull=True)
    over = Incident.objects.filter(Q(is_drill=False) & late(at)).order_by("pk").values_list("title", flat=True)
    return Finding(rows.count(), tuple(over))


def _dependencies(at: datetime) -> Finding:
    """依赖包没有已知漏洞: by a whole list no older than a month; what is shipped claims to be neither."""
    found = standing()
    known, age = found.advisories, found.advisories.age(local_day(at))
    weak = weak_here(known)
    failing = [*weak, *([found.defect] if found.defect else ())]
    failing += [] if known.is_complete else ["漏洞清单不完整，请导入完整的"]
    failing += [f"漏洞清单太旧，超过{FRESH_DAYS}天"] if age > FRESH_DAYS else []
    said = f"命中{len(weak)}条" if weak else "没有命中"
    words = f"漏洞清单截至{known.as_of.isoformat()}，{age}天前，{len(known.rows)}条（{known.source}），{said}"
    return Finding(len(installed()), tuple(failing), words)


SECURITY_CHECKS: Mapping[str, Callable[[datetime], Finding]] = {
    "second_factor": _second_factor,
    "session_limits": _session_limits,
    "lockout": _lockout,
    "passwords": _passwords,
    "least_privilege": _least_privilege,
    "three_administrators": _three_administrators,
    "audit_kept": _audit_kept,
    "logs_kept": _logs_kept,
    "sealed": _sealed,
    "encrypted": _encrypted,
    "transport": _transport,
    "hardened": _hardened,
    "dependencies": _dependencies,
    "restored": _restored,
    "drilled": _drilled,
    "incidents_told": _incidents_told,
}

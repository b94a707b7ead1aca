"""`tongban …`: one table of commands; what a command does is in `running/`, imported when it is asked for."""

import argparse
import importlib
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tongban.foundation.kernel.errors import Declined
from tongban.foundation.kernel.vault import VaultError
from tongban.running.folder import DataFolder, choose

PORT = 8000
LAST_PORT = 65535
DATA = "--data"


@dataclass(frozen=True, slots=True)
class Option:
    """One argument of a command, in argparse's own words."""

    flags: tuple[str, ...]
    words: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its words, its sentence, and where it is done, as `module:function`.

    One that `passes_on` hands what follows it to another program as it is, in `rest`.
    """

    words: tuple[str, ...]
    sentence: str
    done_by: str
    options: tuple[Option, ...] = ()
    passes_on: bool = False


def option(*flags: str, **words: Any) -> Option:
    return Option(flags, words)


def port(said: str) -> int:
    """A port number; argparse shows the sentence of what is not one."""
    if said.isascii() and said.isdigit() and 1 <= int(said) <= LAST_PORT:
        return int(said)
    raise argparse.ArgumentTypeError(f"端口应是 1 到 {LAST_PORT} 的整数，不是 {said}")


def count(said: str) -> int:
    """A number of things, at least one."""
    if said.isascii() and said.isdigit() and int(said) > 0:
        return int(said)
    raise argparse.ArgumentTypeError(f"应是正整数，不是 {said}")


def day(said: str) -> date:
    """A calendar day, 2026-11-23."""
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise argparse.ArgumentTypeError(f"日期应写成 2026-11-23 这样，不是 {said}") from None


_PLACE = (
    option("--port", type=port, default=PORT, metavar="端口", help=f"网站端口，默认 {PORT}"),
    option("--host", default="127.0.0.1", metavar="地址", help="监听地址，默认只有本机能访问"),
)
_FRESH = option("--fresh", action="store_true", help="先清空数据目录，从头开始（原有数据不能恢复）")

COMMANDS = (
    Command(
        ("demo",), "启动演示城市：数据库、网站和后台处理，自带演示数据", "tongban.running.house:demo", (*_PLACE, _FRESH)
    ),
    Command(("up",), "启动网站和后台处理，不载入演示数据", "tongban.running.house:up", _PLACE),
    Command(("worker",), "只启动后台处理（定时、通知、归档）", "tongban.running.house:work"),
    Command(("migrate",), "把数据库和静态文件升级到当前版本", "tongban.running.house:migrate"),
    Command(("check",), "启动检查：数据库设置、时钟、升级、配置", "tongban.running.house:check"),
    Command(
        ("protection",),
        "等级保护自查：每一项由系统检查、有没有证据；可以核对依赖包的已知漏洞",
        "tongban.running.protection:protection",
        (
            option(
                "--advisories",
                metavar="路径",
                default="",
                help="只这一次另外核对的漏洞清单（OSV 格式的 JSON 文件或者目录）",
            ),
            option("--json", action="store_true", help="输出 JSON"),
        ),
    ),
    Command(
        ("advisories",),
        "导入依赖包的漏洞清单（OSV 格式的 JSON 文件、目录或者全量导出的 zip），以后都按它核对",
        "tongban.running.protection:bring_in_advisories",
        (option("path", metavar="路径", help="漏洞清单文件或者目录"),),
    ),
    Command(
        ("backup",),
        "备份数据库，并写下里面有什么，供恢复时核对",
        "tongban.running.restoring:backup",
        (option("folder", metavar="目录", help="写到哪个目录"),),
    ),
    Command(
        ("stream",),
        "连续备份自带的数据库：一份全库副本，加上以后的每一笔改动，一直运行",
        "tongban.running.streaming:stream",
        (option("folder", metavar="目录", help="写到哪个目录，最好在另一块磁盘上"),),
    ),
    Command(
        ("restore",),
        "从连续备份恢复：放回 keys 之后，恢复出自带的数据库",
        "tongban.running.streaming:restore",
        (option("folder", metavar="目录", help="连续备份所在的目录"),),
    ),
    Command(
        ("restore-drill",),
        "恢复演练：恢复到旁边的临时库，核对完整，测出用时和丢失，记入留痕",
        "tongban.running.restoring:drill",
        (option("folder", metavar="目录", help="用哪一份备份"),),
    ),
    Command(("db", "start"), "启动自带的数据库，并让它一直运行", "tongban.running.house:db_start"),
    Command(("db", "stop"), "停止自带的数据库", "tongban.running.house:db_stop"),
    Command(("db", "status"), "自带的数据库是否在运行", "tongban.running.house:db_status"),
    Command(("db", "psql"), "打开数据库命令行", "tongban.running.house:db_psql", passes_on=True),
    Command(
        ("plan", "status"),
        "实施方案各章各项要求的进展",
        "tongban.running.plan:status",
        (option("--json", action="store_true", help="输出 JSON"),),
    ),
    Command(("plan", "sync"), "按测试的标记更新“由哪些测试证明”一列", "tongban.running.plan:sync"),
    Command(("schema",), "重新写出建库文件：新库一次建成，不必逐项升级", "tongban.running.schema:write"),
    Command(("docs",), "重新生成由代码得出的文档：流程图、依据索引、路由表", "tongban.running.generating:docs"),
    Command(
        ("catalog", "import"),
        "导入办事指南或事项工作簿，成为待认领的文稿；逐项报告问题",
        "tongban.running.importing:bring_in",
        (
            option("path", metavar="路径", help="文件、文件夹、.zip、.jsonl 或 .xlsx"),
            option("--dry-run", action="store_true", help="只读取和检查，不写数据库，也不需要数据库"),
            option("--json", action="store_true", help="输出 JSON"),
            option("--agency", default="", metavar="部门", help="都归哪个部门（部门标识），默认按编码推断"),
        ),
    ),
    Command(
        ("catalog", "template"),
        "写出事项工作簿的模板，供部门填写",
        "tongban.running.importing:template",
        (option("file", metavar="文件", help="写到哪个文件（.xlsx）"),),
    ),
    Command(
        ("sbom",),
        "写出软件物料清单（CycloneDX），由锁定文件得出",
        "tongban.running.sbom:sbom",
        (option("file", metavar="文件", help="写到哪个文件，例如 sbom.json"),),
    ),
    Command(
        ("release",),
        "把检出的提交做成发行包，同一提交每次得到同样的字节",
        "tongban.running.release:release",
        (
            option("file", metavar="文件", help="写到哪个文件，例如 tongban.tar.gz"),
            option(
                "--wheels",
                metavar="目录",
                default="",
                help="把这个目录里的依赖包也放进去，做成离线安装包（script/install 不用网络）",
            ),
        ),
    ),
    Command(
        ("ledger", "verify"),
        "核验留痕：有没有被改动、缺失、错位",
        "tongban.running.ledger:verify",
        (
            option("--anchors", metavar="目录", help="锚点副本所在的目录，默认在数据目录里"),
            option("--json", action="store_true", help="输出 JSON"),
        ),
    ),
    Command(("ledger", "seal"), "把新的记录封存成区块", "tongban.running.ledger:seal"),
    Command(("ledger", "anchor"), "给最新的区块签名，并在数据库外留一份副本", "tongban.running.ledger:anchor"),
    Command(
        ("ledger", "export"),
        "导出留痕，供别的程序独立核验（tools/verify_ledger.py）",
        "tongban.running.ledger:export",
        (option("file", metavar="文件", help="写到哪个文件"),),
    ),
    Command(
        ("ledger", "reads"),
        "导出谁看过谁的个人信息，供检查",
        "tongban.running.ledger:reads",
        (
            option("file", metavar="文件", help="写到哪个文件（CSV）"),
            option("--party", type=count, metavar="编号", help="只要这一位申请人的，默认全部"),
            option("--since", type=day, metavar="日期", help="从哪一天起，例如 2026-11-01"),
            option("--until", type=day, metavar="日期", help="到哪一天止，含当天"),
        ),
    ),
    Command(
        ("ledger", "rebase"),
        "从转储文件恢复数据库之后，让新记录的编号接着原来的",
        "tongban.running.ledger:rebase",
    ),
    Command(
        ("bench",),
        "测速：在自己的一座演示城市里量每种操作，并与本机上限对照",
        "tongban.running.bench:run",
        (
            option("--json", action="store_true", help="输出 JSON"),
            option("--quick", action="store_true", help="四十秒内的短测"),
            option("--cases", type=count, default=10_000, metavar="件数", help="先充实到多少办件，默认 10000"),
            option("--clients", type=count, default=8, metavar="个数", help="同时有多少个客户端，默认 8"),
            option("--seconds", type=count, default=5, metavar="秒", help="每个数字测多少秒，默认 5"),
            option("--only", default="", metavar="操作,…", help="只测这些操作，用英文逗号隔开"),
            option("--reads", type=count, default=0, metavar="条数", help="再放进这么多条查看留痕，测“谁看过我”"),
        ),
    ),
    Command(
        ("token",),
        "签发一个接口访问令牌，只显示这一次",
        "tongban.running.tokens:token",
        (
            option("--client", required=True, metavar="名称", help="调用方名称，没有登记的会先登记"),
            option("--scope", required=True, metavar="范围", help='例如 "items:read cases:submit"'),
            option("--as", dest="login", metavar="登录名", help="以这个账号的身份调用，例如窗口人员"),
            option("--agency", default="", metavar="部门", help="哪个部门对这个系统负责（部门标识），新登记时填"),
        ),
    ),
    Command(
        ("front-table",),
        "给部门的监管系统开前置表账号，密码只显示这一次",
        "tongban.running.tokens:front_table",
        (option("agency", metavar="部门", help="部门标识，例如 market-regulation"),),
    ),
    Command(
        ("dispatch",),
        "发布一个部门的分派规则；有冲突的不发布，并举例说明",
        "tongban.running.dispatching:publish",
        (option("file", metavar="文件", help="YAML 文件：agency（部门标识）和 rules（规则）"),),
    ),
    Command(
        ("trial",),
        "全程试办：从申请到电子送达走一遍，找出走不通的地方；不留下数据",
        "tongban.running.trying:trial",
        (
            option("option", nargs="?", default="", metavar="编码", help="业务办理项编码（33位）"),
            option("--all", action="store_true", help="全部能全程网办的事项"),
        ),
    ),
    Command(
        ("licenses", "offline"),
        "写出离线核验证照用的状态名单和信任名单（tools/verify_license.py）",
        "tongban.running.licenses:offline",
        (option("folder", metavar="目录", help="写到哪个目录"),),
    ),
    Command(("vault", "status"), "密钥清单，以及重新加密的进度", "tongban.running.keys:status"),
    Command(("vault", "rotate"), "换新密钥：新的数据用新密钥加密，新的文件用新密钥签章", "tongban.running.keys:rotate"),
    Command(
        ("vault", "reseal"),
        "把旧密钥加密的数据换成新密钥；可以随时中断，再次运行就接着做",
        "tongban.running.keys:reseal",
        (option("--step", type=count, default=500, metavar="条数", help="每一步换多少条，默认 500"),),
    ),
    Command(("django",), "运行 Django 的管理命令", "tongban.running.house:django", passes_on=True),
)
GROUPS = {
    "catalog": "导入事项、写出模板",
    "db": "管理自带的数据库",
    "ledger": "核验、封存和导出留痕",
    "licenses": "离线核验证照用的名单",
    "plan": "实施方案的进展",
    "vault": "密钥清单、换密钥、重新加密",
}

Run = Callable[[argparse.Namespace, DataFolder], int]


class _Words(argparse.HelpFormatter):
    """Help in Chinese; argparse has the headings in English only."""

    def add_usage(self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, prefix="用法:" if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    def __init__(self, **words: Any) -> None:
        super().__init__(**words, formatter_class=_Words, add_help=False)
        self._positionals.title = "命令"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def error(self, message: str) -> Any:
        self.exit(2, f"{self.format_usage()}参数不对：{message}\n用 {self.prog} --help 查看说明。\n")


def parser() -> argparse.ArgumentParser:
    """The table above as an argparse parser; `--data` counts before and after the command."""
    top = _Parser(prog="tongban", description="通办：一座城市的一站式政务服务平台。")
    _add_data(top, default=None)
    branches: dict[tuple[str, ...], Any] = {(): top.add_subparsers(metavar="…", required=True)}
    for command in COMMANDS:
        *above, name = command.words
        if tuple(above) not in branches:
            group = branches[()].add_parser(above[0], help=GROUPS[above[0]], description=GROUPS[above[0]])
            branches[tuple(above)] = group.add_subparsers(metavar="…", required=True)
        leaf = branches[tuple(above)].add_parser(name, help=command.sentence, description=command.sentence)
        _add_data(leaf, default=argparse.SUPPRESS)
        for each in command.options:
            leaf.add_argument(*each.flags, **each.words)
        leaf.set_defaults(done_by=command.done_by)
    return top


def divide(argv: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Split what is ours from what a command passes on; `--data` is ours on both sides of the command."""
    start = _after_data(argv, 0)
    for command in COMMANDS:
        end = start + len(command.words)
        if command.passes_on and tuple(argv[start:end]) == command.words:
            end = _after_data(argv, end)
            return argv[:end], argv[end:]
    return argv, ()


def _after_data(argv: Sequence[str], start: int) -> int:
    following = argv[start] if start < len(argv) else ""
    return start + (2 if following == DATA else 1 if following.startswith(f"{DATA}=") else 0)


def main(argv: Sequence[str] | None = None) -> int:
    """Do one command; a refusal is one sentence on standard error and the exit code 1."""
    own, rest = divide(sys.argv[1:] if argv is None else argv)
    asked = parser().parse_args(own, argparse.Namespace(rest=rest))
    module, _, function = asked.done_by.partition(":")
    try:
        run: Run = getattr(importlib.import_module(module), function)
        return run(asked, choose(asked.data, os.environ))
    except (Declined, VaultError) as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _add_data(target: argparse.ArgumentParser, default: Any) -> None:
    target.add_argument(DATA, metavar="目录", default=default, help="数据目录；也可用环境变量 TONGBAN_DATA 指定")


if __name__ == "__main__":
    sys.exit(main())

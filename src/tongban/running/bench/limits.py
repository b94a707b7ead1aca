"""The limit of this machine (上限): pgbench runs the bare prepared statements at the same number of clients."""

import os
import re
import subprocess
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from psycopg import Binary

from tongban.running.database import DATABASE, WEB
from tongban.running.postgres import Cluster
from tongban.running.refusal import CannotRun

THREADS = 2
_TPS = re.compile(r"tps = ([0-9.]+)")
_DONE = re.compile(r"number of transactions actually processed: ([0-9]+)")
PLANNED_ANEW = 6
"""So many times a connection plans a prepared statement before it keeps the plan (plancache.c: five, and the general
one); the city's own connections have done so long before they are measured."""
_FAILED = re.compile(r"number of failed transactions: ([0-9]+)")


class Rate(NamedTuple):
    """What pgbench reached: transactions a second once all plans are made, and how many it did."""

    tps: float
    done: int


@dataclass(frozen=True, slots=True)
class Script:
    """What pgbench runs again and again: its text, and the values that its variables have."""

    text: str
    values: Mapping[str, str] = field(default_factory=dict)


def rate(cluster: Cluster, script: Script, *, clients: int, seconds: int, place: Path) -> Rate:
    """Transactions a second of this script; raises CannotRun with pgbench's own words when one fails."""
    path, log = place / "limit.sql", place / "limit-log"
    path.write_text(script.text, encoding="utf-8")
    words = ["-n", "-M", "prepared", "-c", str(clients), "-j", str(THREADS), "-T", str(seconds), "-f", str(path)]
    words += ["-l", f"--log-prefix={log}"]
    words += [part for name, value in script.values.items() for part in ("-D", f"{name}={value}")]
    done = run(cluster, "pgbench", *words, role=WEB)
    found, turns, failed = (each.search(done.stdout) for each in (_TPS, _DONE, _FAILED))
    if not found or not turns or (failed and failed[1] != "0"):
        raise CannotRun(f"pgbench 没有量成：{done.stderr.strip()[-600:]}")
    return Rate(steady(_taken(log)) or float(found[1]), int(turns[1]))


def steady(ended: Iterable[tuple[int, float]]) -> float | None:
    """Transactions a second while every connection has its plans and works, from who ended one and when; None when
    that time is too short to say."""
    clients: dict[int, list[float]] = defaultdict(list)
    for client, at in ended:
        clients[client].append(at)
    if not clients or min(map(len, clients.values())) <= 2 * PLANNED_ANEW:
        return None
    begin = max(each[PLANNED_ANEW - 1] for each in clients.values())
    end = min(each[-1] for each in clients.values())
    counted = sum(begin < at <= end for each in clients.values() for at in each)
    return counted / (end - begin) if end > begin else None


def _taken(log: Path) -> list[tuple[int, float]]:
    """Client and moment of each transaction, in order, from the logs of pgbench's threads, which go."""
    found = []
    for path in log.parent.glob(f"{log.name}.*"):
        for line in path.read_text(encoding="ascii").splitlines():
            client, _, _, _, second, micro = line.split()[:6]
            found.append((int(client), int(second) + int(micro) / 1e6))
        path.unlink()
    return found


def run(
    cluster: Cluster, program: str, *words: str, role: str, options: str = ""
) -> "subprocess.CompletedProcess[str]":
    """One of PostgreSQL's own programs on the city's database, with `options` for its sessions; raises CannotRun with
    its words when it fails."""
    command = [str(cluster.bin / program), *words, "-h", str(cluster.socket_folder), "-U", role, DATABASE]
    environ = {**os.environ, "PGPASSWORD": cluster.password(role), "PGOPTIONS": options}
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise CannotRun(f"{program} 没有完成：{done.stderr.strip()[-600:]}")
    return done


def by_name(statement: str, values: Mapping[str, Any], own: Mapping[str, str]) -> Script:
    """A statement with `%(name)s` for pgbench: `own` are expressions of its variables, the others stay what they are.

    pgbench takes no empty value and no NULL, so those are written out.
    """
    said: dict[str, str] = {}

    def word(found: re.Match[str]) -> str:
        name = found[1]
        if name in own:
            return own[name]
        text = _text(values[name])
        if text is None or text == "":
            return "NULL" if text is None else "''"
        said[name] = text
        return f":{name}"

    return Script(re.sub(r"%\((\w+)\)s", word, statement).replace("%%", "%") + ";\n", said)


def by_place(statement: str, values: Sequence[Any] | Mapping[str, Any], turn: int) -> Script:
    """The same for one of several statements, whose values are told by their places, by the ORM (%s) or by hand
    ($1, $2 …), or by name.

    `turn` keeps the names of several statements apart.
    """
    if isinstance(values, Mapping):
        apart = re.sub(r"%\((\w+)\)s", rf"%(v{turn}_\1)s", statement)
        return by_name(apart, {f"v{turn}_{name}": value for name, value in values.items()}, {})
    numbers = count()
    named = re.sub(r"%s", lambda _: f"%(v{turn}_{next(numbers)})s", statement)
    named = re.sub(r"\$(\d+)", lambda found: f"%(v{turn}_{int(found[1]) - 1})s", named)
    return by_name(named, {f"v{turn}_{place}": value for place, value in enumerate(values)}, {})


def together(scripts: Sequence[Script]) -> Script:
    """Several statements as one turn."""
    values = {name: value for each in scripts for name, value in each.values.items()}
    return Script("".join(each.text for each in scripts), values)


def _text(value: Any) -> str | None:
    """A value as PostgreSQL reads it."""
    match value:
        case None:
            return None
        case bool():
            return "true" if value else "false"
        case bytes() | memoryview():
            return "\\x" + bytes(value).hex()
        case Binary(obj=raw):  # how the ORM hands bytes to the driver
            return _text(raw)
        case list() | tuple():
            return "{" + ",".join(_element(each) for each in value) + "}"
        case datetime() | date():
            return value.isoformat()
    return str(value)


def _element(value: Any) -> str:
    text = _text(value)
    if text is None:
        return "NULL"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'

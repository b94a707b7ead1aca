"""The commands that open and run the house; each is one row of the table in cli.py."""

import importlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from argparse import Namespace
from collections.abc import Callable, Sequence
from datetime import datetime

from django.core.management import execute_from_command_line

from tongban.foundation.kernel import clock
from tongban.running import checking, database, migrating, serving, worker
from tongban.running.folder import DataFolder
from tongban.running.opening import As, opened
from tongban.running.postgres import OWNER, Cluster
from tongban.running.refusal import CannotRun
from tongban.running.serving import Place

DEMO_CITY = "tongban.running.demo_city"

Login = tuple[str, str, str, str]


def demo(asked: Namespace, folder: DataFolder) -> int:
    """Everything, with a demo city in it."""
    if asked.fresh:
        start_afresh(folder)
    return _run(asked, folder, {serving.DEMO_VARIABLE: "1"}, load_demo_city)


def up(asked: Namespace, folder: DataFolder) -> int:
    """Everything, without demo data."""
    return _run(asked, folder, {}, lambda at: ())


def work(_asked: Namespace, folder: DataFolder) -> int:
    with opened(folder, As.WEB):
        worker.work()
    return 0


def migrate(_asked: Namespace, folder: DataFolder) -> int:
    with opened(folder, As.OWNER):
        count = migrating.migrate()
        migrating.collect_static()
    print(f"已执行 {count} 项数据库升级。" if count else "数据库已是最新版本。")
    return 0


def check(_asked: Namespace, folder: DataFolder) -> int:
    with opened(folder, As.OWNER):
        findings = [
            *checking.findings(),
            *checking.channels_behind(),
            *checking.interfaces_apart(),
            *checking.stream_stopped(),
        ]
    for finding in findings:
        print(f"✗ {finding}")
    if not findings:
        print("启动检查通过。")
    return 1 if findings else 0


def django(asked: Namespace, folder: DataFolder) -> int:
    with opened(folder, As.OWNER):
        execute_from_command_line(["tongban django", *asked.rest])
    return 0


def db_start(_asked: Namespace, folder: DataFolder) -> int:
    cluster = _embedded(folder)
    cluster.keep()
    print(f"数据库正在运行，套接字目录 {cluster.socket_folder}。用 tongban db stop 停止。")
    return 0


def db_stop(_asked: Namespace, folder: DataFolder) -> int:
    _embedded(folder).stop()
    print("数据库已停止。")
    return 0


def db_status(_asked: Namespace, folder: DataFolder) -> int:
    folder.refuse_unless_ours()
    running = folder.root.exists() and _embedded(folder).is_answering()
    print("数据库正在运行。" if running else "数据库没有运行。")
    return 0 if running else 3


def db_psql(asked: Namespace, folder: DataFolder) -> int:
    with _embedded(folder).in_use() as cluster:
        database.embedded(cluster)
        command = [str(cluster.bin / "psql"), "-h", str(cluster.socket_folder), "-U", OWNER, "-d", database.DATABASE]
        return subprocess.run(
            [*command, *asked.rest], env={**os.environ, "PGPASSWORD": cluster.password(OWNER)}, check=False
        ).returncode


def load_demo_city(at: datetime) -> Sequence[Login]:
    """The demo city's people: login, password, who they are, where they enter. Imported once Django is ready."""
    if importlib.util.find_spec(DEMO_CITY) is None:
        return ()
    load: Callable[[datetime], Sequence[Login]] = importlib.import_module(DEMO_CITY).load
    return load(at)


def start_afresh(folder: DataFolder) -> None:
    """Delete the folder's contents and its cluster, wherever that is, if the folder is ours and nobody uses it."""
    if database.WEB_VARIABLE in os.environ:
        raise CannotRun("--fresh 只清空自带的数据库；现在设置了 DATABASE_URL，请自行清空那个数据库，或取消该变量。")
    folder.refuse_unless_ours()
    folder.make()
    with folder.serving():
        cluster = Cluster(folder)
        cluster.stop()
        shutil.rmtree(cluster.home)
        folder.empty()


def _run(
    asked: Namespace, folder: DataFolder, extra: dict[str, str], fill: Callable[[datetime], Sequence[Login]]
) -> int:
    began = time.monotonic()
    place = Place(asked.host, asked.port)
    folder.refuse_unless_ours()
    folder.make()
    with folder.serving():
        serving.make_way(folder, place)
        print(f"数据目录 {folder.root}")
        os.environ.update(extra)
        with opened(folder, As.OWNER) as addresses:
            if count := migrating.migrate():
                print(f"已执行 {count} 项数据库升级。")
            migrating.collect_static()
            logins = fill(clock.now())
            checking.refuse_unless_sound()
            for each in checking.interfaces_apart():
                print(f"接口版本不一致：{each}")
            serving.serve(folder, place, addresses, extra=extra, when_ready=lambda: _welcome(place, logins, began))
    print("已全部停止。")
    return 0


def _welcome(place: Place, logins: Sequence[Login], began: float) -> None:
    print(f"\n通办已就绪，用时 {time.monotonic() - began:.1f} 秒：{place.page}")
    for login, password, who, where in logins:
        print(f"  {who}：账号 {login}，密码 {password}，入口 {place.page}/{where.lstrip('/')}")
    print("按 Ctrl-C 停止。", flush=True)


def _embedded(folder: DataFolder) -> Cluster:
    if database.WEB_VARIABLE in os.environ:
        raise CannotRun("设置了 DATABASE_URL，数据库不由通办管理。")
    return Cluster(folder, say=lambda sentence: print(sentence, file=sys.stderr))

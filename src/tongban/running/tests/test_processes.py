import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tongban.running import processes
from tongban.running.folder import DataFolder
from tongban.running.processes import FIRST_DELAY, Child, Supervisor
from tongban.running.refusal import CannotRun

NOTES_ITS_END = """
import pathlib, signal, sys, time
def end(*_):
    with open(sys.argv[1], "a") as told: told.write(sys.argv[2])
    sys.exit()
signal.signal(signal.SIGTERM, end)
print("ready", flush=True)
time.sleep(60)
"""
STUBBORN = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('ready', flush=True); time.sleep(60)"
)


def child(name: str, code: str, *arguments: str, patience: float = 2.0) -> Child:
    return Child(name, [sys.executable, "-c", code, *arguments], dict(os.environ), patience)


def wait_for(condition: Callable[[], bool], seconds: float = 5.0) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "var").make()


def says_ready(folder: DataFolder, *names: str) -> Callable[[], bool]:
    logs = [folder.log / f"{name}.log" for name in names]
    return lambda: all(log.exists() and "ready" in log.read_text() for log in logs)


def send(*signals: tuple[float, signal.Signals]) -> None:
    """Signals to ourselves, each so many seconds after the one before, as a person at the keyboard would."""

    def pressing() -> None:
        for pause, how in signals:
            time.sleep(pause)
            os.kill(os.getpid(), how)

    threading.Thread(target=pressing, daemon=True).start()


def test_everything_is_stopped_in_the_order_of_the_list(folder: DataFolder, tmp_path: Path) -> None:
    told = tmp_path / "told"
    children = [child("web", NOTES_ITS_END, str(told), "web "), child("worker", NOTES_ITS_END, str(told), "worker")]
    Supervisor(folder, children, show=False).run(
        says_ready(folder, "web", "worker"), lambda: send((0.0, signal.SIGTERM))
    )
    assert told.read_text() == "web worker"


def test_a_second_ctrl_c_does_not_wait(folder: DataFolder) -> None:
    stubborn = child("web", STUBBORN, patience=30)
    began = time.monotonic()
    Supervisor(folder, [stubborn], show=False).run(
        says_ready(folder, "web"), lambda: send((0.0, signal.SIGINT), (0.2, signal.SIGINT))
    )
    assert time.monotonic() - began < 5
    assert not stubborn.is_running


def test_a_process_that_dies_is_started_again(folder: DataFolder, tmp_path: Path) -> None:
    starts = tmp_path / "starts"
    code = "import sys, time; open(sys.argv[1], 'a').write('x'); print('ready', flush=True); time.sleep(60)"
    web = child("web", code, str(starts))
    said: list[str] = []

    def stop_once_it_is_back() -> None:
        wait_for(lambda: starts.read_text() == "xx")
        os.kill(os.getpid(), signal.SIGTERM)

    def kill_it_once() -> None:
        assert web.process is not None
        web.process.kill()
        threading.Thread(target=stop_once_it_is_back, daemon=True).start()

    Supervisor(folder, [web], say=said.append, show=False).run(says_ready(folder, "web"), kill_it_once)
    assert starts.read_text() == "xx"
    assert "自动重新启动" in said[0]


def test_each_early_end_doubles_the_wait(folder: DataFolder) -> None:
    web = child("web", "pass")
    waits = []
    for _ in range(3):
        web.start(folder.log / "web.log", show=False)
        assert web.process is not None
        web.process.wait()
        web.note_end(now := time.monotonic())
        waits.append(web.start_at - now)
    assert waits == pytest.approx([FIRST_DELAY * 2, FIRST_DELAY * 4, FIRST_DELAY * 8])


def test_a_process_that_never_gets_ready_ends_the_start_with_its_log(folder: DataFolder) -> None:
    web = child("web", "raise SystemExit('no such module')")
    with pytest.raises(CannotRun, match=r"web\.log"):
        Supervisor(folder, [web], say=lambda _: None, show=False).run(lambda: False, lambda: None)
    assert "no such module" in (folder.log / "web.log").read_text()


def test_the_children_end_with_a_killed_supervisor(folder: DataFolder, tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from tongban.running.folder import DataFolder; "
        "from tongban.running.processes import Child, Supervisor; "
        "c = Child('web', ['sleep', '60'], dict(os.environ), 1.0); s = Supervisor(DataFolder(Path(sys.argv[1])), [c]); "
        "s.run(lambda: True, lambda: print(c.process.pid, flush=True))"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(folder.root)], stdout=subprocess.PIPE) as supervisor:
        assert supervisor.stdout is not None
        pid = int(supervisor.stdout.readline())
        assert is_alive(pid)
        supervisor.kill()
    assert wait_for(lambda: not is_alive(pid))


def test_only_the_leftovers_of_this_folder_are_ended(folder: DataFolder, tmp_path: Path) -> None:
    def orphan(of: Path) -> subprocess.Popen[bytes]:
        return subprocess.Popen(["sleep", "60"], env={processes.SUPERVISED_VARIABLE: str(of)})

    with orphan(folder.root) as ours, orphan(tmp_path / "another") as foreign:
        # The mark can be read once the new program has replaced the copy of ourselves.
        assert wait_for(lambda: b"sleep" in Path(f"/proc/{ours.pid}/cmdline").read_bytes())
        assert processes.end_leftovers(folder) == 1
        assert ours.wait(5) == -signal.SIGKILL
        assert foreign.poll() is None
        foreign.kill()


def test_what_a_process_says_is_kept_and_a_large_log_is_set_aside(folder: DataFolder) -> None:
    log = folder.log / "web.log"
    with log.open("wb") as large:
        large.truncate(processes.LOG_LIMIT + 1)
    web = child("web", "print('中文一行')")
    web.start(log, show=False)
    assert web.process is not None
    web.process.wait()
    assert wait_for(lambda: "中文一行" in log.read_text())
    [aside] = folder.log.glob("web.log.*")
    assert aside.stat().st_size == processes.LOG_LIMIT + 1


@pytest.mark.req("R-199")
def test_what_was_set_aside_is_kept_for_half_a_year_however_often_it_happens(folder: DataFolder) -> None:
    log, now, day = folder.log / "web.log", time.time(), 24 * 3600
    for age in (0, 100, 183, 185, 400):
        with log.open("wb") as large:
            large.truncate(processes.LOG_LIMIT + 1)
        os.utime(log, (now - age * day, now - age * day))
        processes.rotate(log, now=now - age * day)
    (folder.log / "worker.log").touch()
    assert len(list(folder.log.glob("web.log.*"))) == 5
    processes.rotate(log, now=now)
    ages = sorted(round((now - each.stat().st_mtime) / day) for each in folder.log.glob("web.log.*"))
    assert ages == [0, 100, 183]
    assert (folder.log / "worker.log").exists()


def test_a_lost_database_is_tried_again_and_said(folder: DataFolder) -> None:
    said: list[str] = []
    answers: list[bool | CannotRun] = [CannotRun("数据库没有启动成功。"), True]

    def keep_up() -> bool:
        answer = answers.pop(0) if answers else False
        if isinstance(answer, CannotRun):
            raise answer
        return answer

    web = child("web", NOTES_ITS_END, os.devnull, "")
    supervisor = Supervisor(folder, [web], keep_up, said.append, show=False)
    supervisor.run(says_ready(folder, "web"), lambda: send((1.5, signal.SIGTERM)))
    assert said == ["数据库没有启动成功。", "数据库意外结束，已自动重新启动。"]

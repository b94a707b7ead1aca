"""What `script/test` does once the environment stands: every check in turn, and one summary of all of them."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tongban.running import testdb

ROOT = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
BROWSER_VARIABLE = "TONGBAN_CHROMIUM"
LIMIT_SECONDS = 40 * 60  # against what hangs; a slow machine of two cores takes about 27 minutes
GRACE_SECONDS = 60
PROCESSES = max(1, min(4, os.cpu_count() or 1))

PYTHON = sys.executable
CHECKS: Mapping[str, Sequence[str]] = {
    "ruff check": (PYTHON, "-m", "ruff", "check", "."),
    "ruff format": (PYTHON, "-m", "ruff", "format", "--check", "."),
    "mypy": (PYTHON, "-m", "mypy"),
    "lint-imports": (PYTHON, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """One row of the summary."""

    name: str
    seconds: float
    passed: int
    failed: int
    skipped: int = 0


def check(name: str, command: Sequence[str]) -> Outcome:
    print(f"\n── {name}", flush=True)
    began = time.monotonic()
    code = run(command)
    return Outcome(name, time.monotonic() - began, passed=int(code == 0), failed=int(code != 0))


def suite(arguments: Sequence[str]) -> Outcome:
    """The tests, in random order, on every core; a run that breaks off counts as a failure."""
    print("\n── pytest", flush=True)
    browser = find_browser()
    if browser:
        os.environ[BROWSER_VARIABLE] = browser
    else:
        print("没有找到 Chromium,浏览器测试(journey)这次不运行。可用 TONGBAN_CHROMIUM 指定，或 apt install chromium。")
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [PYTHON, "-m", "pytest", "-q", f"--junitxml={report}", *arguments]
        command += [] if browser else ["-m", "not journey"]
        code = run(command)
        tests, failed, skipped = counts(report)
    failed = max(failed, int(code != 0))
    return Outcome("pytest", time.monotonic() - began, tests - failed - skipped, failed, skipped)


def counts(report: Path) -> tuple[int, int, int]:
    """Tests, failures with errors, and skipped ones, as the report says."""
    if not report.exists():
        return 0, 0, 0
    totals = [0, 0, 0]
    for suite in ElementTree.parse(report).getroot().iter("testsuite"):
        totals[0] += int(suite.get("tests", 0))
        totals[1] += int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        totals[2] += int(suite.get("skipped", 0))
    return totals[0], totals[1], totals[2]


def run(command: Sequence[str]) -> int:
    """Run it to its end or to the limit; its whole group is ended then, so that no browser stays behind."""
    process = subprocess.Popen(command, cwd=ROOT, start_new_session=True)
    try:
        return process.wait(LIMIT_SECONDS)
    except subprocess.TimeoutExpired:
        print(f"超过 {LIMIT_SECONDS // 60} 分钟，已停止。", flush=True)
        process.send_signal(signal.SIGINT)  # pytest tells what failed up to here
        with suppress(subprocess.TimeoutExpired):
            process.wait(GRACE_SECONDS)
        return 1
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def find_browser() -> str | None:
    return os.environ.get(BROWSER_VARIABLE) or next(filter(None, map(shutil.which, BROWSERS)), None)


def summary(outcomes: Sequence[Outcome]) -> bool:
    """Print the table and, at the very end, the line for machines; tells whether all is well."""
    print(f"\n{'':14}{'seconds':>9}{'passed':>8}{'failed':>8}{'skipped':>9}")
    for each in outcomes:
        print(f"{each.name:14}{each.seconds:9.1f}{each.passed:8}{each.failed:8}{each.skipped:9}")
    failed = sum(each.failed for each in outcomes)
    print(f"{sum(each.passed for each in outcomes)} passed, {failed} failed", flush=True)
    return failed == 0


def main(arguments: Sequence[str]) -> int:
    with testdb.throwaway(testdb.folder(), os.environ):
        if arguments:
            outcomes = [suite(arguments)]
        else:
            outcomes = [check(name, command) for name, command in CHECKS.items()]
            outcomes.append(suite(["-n", str(PROCESSES), "--dist=worksteal", "--durations=25"]))
    return 0 if summary(outcomes) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

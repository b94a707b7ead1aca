"""The cell that a probe runs in: little memory, little time, no files to write, no environment.

Run as `python -I confined.py <probe>`; the content comes by standard input, the answer goes to standard output:
one line of JSON, then the cleaned content if the probe made one. A probe that trips over a content simply dies;
whoever started it takes that for «unreadable».
"""

import json
import resource
import runpy
import sys
from pathlib import Path

MEMORY = 768 * 1024 * 1024
CPU_SECONDS = 10
OPEN_FILES = 64


def confine() -> None:
    """Give up what a probe does not need; children inherit it and nothing gives it back."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))


def main(probe: str) -> None:
    confine()
    read = runpy.run_path(str(Path(__file__).with_name(f"{probe}.py")))["probe"]
    answer, cleaned = read(sys.stdin.buffer.read())
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + cleaned)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(sys.argv[1])

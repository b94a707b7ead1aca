"""The address that the house is served on: free before we take it, answering once we have it."""

import errno
import http.client
import socket
import time

from tongban.running.refusal import CannotRun


def refuse_if_taken(host: str, port: int) -> None:
    """Raise CannotRun unless nobody listens there.

    Our server binds with SO_REUSEPORT, so that its workers share the port. A stale server would share it too, and
    silently answer half of the requests; only a bind without that option finds it.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise CannotRun(
            f"端口 {port} 用不了：{_reason(error)}。如果已有一个通办在运行，请先停止它；也可以用 --port 换一个端口。"
        ) from error


def _reason(error: OSError) -> str:
    """The usual reasons in words; anything else as the system says it."""
    return {
        errno.EADDRINUSE: "已经有程序在用",
        errno.EACCES: "这个账号没有权限用它，1024以下的端口要由系统管理员启动",
        errno.EADDRNOTAVAIL: "本机没有这个地址",
        socket.EAI_NONAME: "找不到这个地址",
    }.get(error.errno or 0, str(error))


def is_answering(host: str, port: int) -> bool:
    """Whether an HTTP server answers there, whatever it answers."""
    connection = http.client.HTTPConnection(reachable(host), port, timeout=10)
    try:
        connection.request("GET", "/")
        connection.getresponse().read()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True


def wait_until_free(host: str, port: int, seconds: float) -> None:
    """Give a server that is just ending a moment to let go of the port; raises CannotRun if it does not."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            return refuse_if_taken(host, port)
        except CannotRun:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def reachable(host: str) -> str:
    """The address to visit when the server listens on every address."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared, not bound


def page(host: str, port: int) -> str:
    """What a person types into the browser."""
    shown = reachable(host)
    return f"http://[{shown}]:{port}" if ":" in shown else f"http://{shown}:{port}"

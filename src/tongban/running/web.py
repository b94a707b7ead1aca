"""What each web process runs (网站进程): the application, and beside it the report of what it serves."""

from tongban.config.wsgi import application
from tongban.running.heartbeat import begin

__all__ = ["application"]

begin()

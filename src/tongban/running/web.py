"""What each web process runs (网站进程): the application, and beside it the report of what it serves."""

import gc

from tongban.config.wsgi import application
from tongban.running.heartbeat import begin

__all__ = ["application"]

begin()
gc.collect()
gc.freeze()  # what was imported stays: nobody has to wait while it is looked through again

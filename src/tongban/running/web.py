"""What each web process runs (网站进程): the application, and beside it the report of what it serves."""

import gc

from django.core.cache import close_caches
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, reset_queries

from tongban.config.wsgi import application
from tongban.foundation.kernel import vault
from tongban.running.heartbeat import begin

__all__ = ["application"]

begin()
vault.stay()
# Done at the end of each request, or for nothing that there is: the house keeps no Django caches and logs no queries.
request_started.disconnect(close_old_connections)
request_started.disconnect(reset_queries)
request_finished.disconnect(close_caches)
gc.collect()
gc.freeze()  # what was imported stays: nobody has to wait while it is looked through again

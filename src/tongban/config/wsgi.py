"""The WSGI application that granian serves."""

import os
from importlib import import_module

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongban.config.settings")
application = get_wsgi_application()
import_module("tongban.config.misses").begin()  # by name, because models can be imported only now

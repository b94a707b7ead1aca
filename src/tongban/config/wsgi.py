"""The WSGI application that granian serves."""

import os
from importlib import import_module

import django

from .handler import Handler

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongban.config.settings")
django.setup(set_prefix=False)
application = Handler()
import_module("tongban.config.misses").begin()  # by name, because models can be imported only now

"""Opening the house (开门): the data folder made, the database running, Django ready, for the length of a block."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum

import django
import psycopg
from django.db import connections

from tongban.foundation.kernel.vault import create_keyring
from tongban.running import database
from tongban.running.folder import DataFolder
from tongban.running.refusal import CannotRun

SETTINGS_VARIABLE = "DJANGO_SETTINGS_MODULE"
SETTINGS = "tongban.config.settings"
KEYRING = "keyring.json"


class As(Enum):
    """Under which role a command talks to the database."""

    WEB = "web"
    OWNER = "owner"


@contextmanager
def opened(folder: DataFolder, role: As) -> Iterator[database.Addresses]:
    """Everything that Django's settings read is in the environment before they are read."""
    folder.make()
    os.environ[database.DATA_VARIABLE] = str(folder.root)
    os.environ.setdefault(SETTINGS_VARIABLE, SETTINGS)
    with database.ready(folder, os.environ) as addresses:
        prepare_keys(folder, addresses)
        addresses.put_into(os.environ)
        if role is As.OWNER:
            os.environ[database.WEB_VARIABLE] = addresses.owner
        django.setup()
        try:
            yield addresses
        finally:
            connections.close_all()


def prepare_keys(folder: DataFolder, addresses: database.Addresses) -> None:
    """Draw the city's keys the first time. A database that is already in use is never given new ones: with the old
    keys lost, what they sealed could not be read again, and it would not be noticed before somebody tries."""
    path = folder.keys / KEYRING
    if path.exists():
        return
    with psycopg.connect(addresses.owner, autocommit=True) as connection:
        row = connection.execute("SELECT to_regclass('django_migrations') IS NOT NULL").fetchone()
    if row is not None and row[0]:
        raise CannotRun(f"数据库里已有数据，但密钥文件 {path} 不在了。请从备份恢复这个文件，再启动。")
    create_keyring(path)

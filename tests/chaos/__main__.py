"""Open the city, and do what is asked; models can be imported only once Django is ready."""

import sys
from importlib import import_module
from pathlib import Path

from tongban.running.folder import DataFolder
from tongban.running.opening import As, opened

act, root, port, count = sys.argv[1:]
folder = DataFolder(Path(root))
with opened(folder, As.OWNER):
    getattr(import_module("tests.chaos.city"), act)(folder, int(port), int(count))

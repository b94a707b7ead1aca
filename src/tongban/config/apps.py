"""Binds the ports when all applications are ready."""

from importlib import import_module

from django.apps import AppConfig


class HouseConfig(AppConfig):
    """The house as a whole; its models live in the modules."""

    name = "tongban.config"
    label = "house"

    def ready(self) -> None:
        # By name, because models can be imported only now.
        import_module("tongban.config.wiring").wire()

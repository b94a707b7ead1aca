"""The application of halls (大厅)."""

from django.apps import AppConfig


class HallsConfig(AppConfig):
    name = "tongban.handling.halls"
    label = "halls"

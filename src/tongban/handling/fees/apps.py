"""The application of fees (收费)."""

from django.apps import AppConfig


class FeesConfig(AppConfig):
    name = "tongban.handling.fees"
    label = "fees"

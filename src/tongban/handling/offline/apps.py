"""The application of receiving without a network (离线应急收件)."""

from django.apps import AppConfig


class OfflineConfig(AppConfig):
    name = "tongban.handling.offline"
    label = "offline"

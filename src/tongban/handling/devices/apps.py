from django.apps import AppConfig


class DevicesConfig(AppConfig):
    name = "tongban.handling.devices"
    label = "devices"

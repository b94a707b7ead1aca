from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    name = "tongban.registers.resources"
    label = "resources"

from django.apps import AppConfig


class ScenesConfig(AppConfig):
    name = "tongban.registers.scenes"
    label = "scenes"

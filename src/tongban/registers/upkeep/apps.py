from django.apps import AppConfig


class UpkeepConfig(AppConfig):
    name = "tongban.registers.upkeep"
    label = "upkeep"

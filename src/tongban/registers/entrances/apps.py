from django.apps import AppConfig


class EntrancesConfig(AppConfig):
    name = "tongban.registers.entrances"
    label = "entrances"

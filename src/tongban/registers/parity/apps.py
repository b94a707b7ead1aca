from django.apps import AppConfig


class ParityConfig(AppConfig):
    name = "tongban.registers.parity"
    label = "parity"

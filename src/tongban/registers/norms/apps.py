from django.apps import AppConfig


class NormsConfig(AppConfig):
    name = "tongban.registers.norms"
    label = "norms"

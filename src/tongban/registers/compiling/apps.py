from django.apps import AppConfig


class CompilingConfig(AppConfig):
    name = "tongban.registers.compiling"
    label = "compiling"

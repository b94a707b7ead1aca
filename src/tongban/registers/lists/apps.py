from django.apps import AppConfig


class ListsConfig(AppConfig):
    name = "tongban.registers.lists"
    label = "lists"

from django.apps import AppConfig


class KioskConfig(AppConfig):
    name = "tongban.web.kiosk"
    label = "kiosk"

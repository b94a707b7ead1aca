from django.apps import AppConfig


class BundlesConfig(AppConfig):
    name = "tongban.registers.bundles"
    label = "bundles"

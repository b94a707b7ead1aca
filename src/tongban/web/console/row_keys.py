"""Keys of rows in addresses (网址里的行号): known as `row` to every list of addresses that imports this."""

from django.urls import register_converter
from django.urls.converters import IntConverter


class RowKey(IntConverter):
    """A number that a table can hold; longer ones name nothing."""

    regex = "[0-9]{1,18}"


register_converter(RowKey, "row")

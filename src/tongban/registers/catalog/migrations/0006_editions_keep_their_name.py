"""Editions that stand already get the name of their item; what has been published until now is the founding catalogue."""

from django.db import migrations

KEEP = """
ALTER TABLE catalog_listversion DISABLE TRIGGER catalog_never_change;
UPDATE catalog_listversion edition SET name = basic.name, is_founding = true
FROM catalog_implementationlist list JOIN catalog_basicitem basic ON basic.id = list.basic_id
WHERE list.id = edition.list_id AND edition.name = '';
ALTER TABLE catalog_listversion ENABLE TRIGGER catalog_never_change;
"""


class Migration(migrations.Migration):
    dependencies = [("catalog", "0005_adjusting")]
    operations = [migrations.RunSQL(KEEP, migrations.RunSQL.noop)]

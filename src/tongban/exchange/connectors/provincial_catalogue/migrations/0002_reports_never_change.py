"""The database itself keeps the signed comparisons with the province from being changed."""

from django.db import migrations

GUARD = """
CREATE FUNCTION provincial_never_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '比对报告不能修改或删除: % %', TG_TABLE_NAME, OLD.id USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER provincial_never_change BEFORE UPDATE OR DELETE ON provincial_catalogue_reconciliation
    FOR EACH ROW EXECUTE FUNCTION provincial_never_change();
"""

UNGUARD = """
DROP TRIGGER provincial_never_change ON provincial_catalogue_reconciliation;
DROP FUNCTION provincial_never_change();
"""


class Migration(migrations.Migration):
    dependencies = [("provincial_catalogue", "0001_initial")]
    operations = [migrations.RunSQL(GUARD, UNGUARD)]

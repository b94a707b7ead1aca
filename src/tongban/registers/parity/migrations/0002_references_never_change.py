"""The database itself keeps the lists of other places as they were received."""

from django.db import migrations

GUARD = """
CREATE FUNCTION parity_never_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '对照清单不能修改或删除: % %', TG_TABLE_NAME, OLD.id USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER parity_never_change BEFORE UPDATE OR DELETE ON parity_referencelist
    FOR EACH ROW EXECUTE FUNCTION parity_never_change();
"""

UNGUARD = """
DROP TRIGGER parity_never_change ON parity_referencelist;
DROP FUNCTION parity_never_change();
"""


class Migration(migrations.Migration):
    dependencies = [("parity", "0001_initial")]
    operations = [migrations.RunSQL(GUARD, UNGUARD)]

"""The database itself keeps what happened to a normative file from being changed."""

from django.db import migrations

GUARD = """
CREATE FUNCTION norms_never_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '法规变动一经登记不能修改或删除: % %', TG_TABLE_NAME, OLD.id USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER norms_never_change BEFORE UPDATE OR DELETE ON norms_normchange
    FOR EACH ROW EXECUTE FUNCTION norms_never_change();
"""

UNGUARD = """
DROP TRIGGER norms_never_change ON norms_normchange;
DROP FUNCTION norms_never_change();
"""


class Migration(migrations.Migration):
    dependencies = [("norms", "0001_initial")]
    operations = [migrations.RunSQL(GUARD, UNGUARD)]

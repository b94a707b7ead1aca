"""The database itself keeps what a licence said, as it was written."""

from django.db import migrations

GUARD = """
CREATE FUNCTION licenses_never_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '证照版本不能修改或删除: % %', TG_TABLE_NAME, OLD.id USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER licenses_never_change BEFORE UPDATE OR DELETE ON licenses_licenseedition
    FOR EACH ROW EXECUTE FUNCTION licenses_never_change();
"""

UNGUARD = """
DROP TRIGGER licenses_never_change ON licenses_licenseedition;
DROP FUNCTION licenses_never_change();
"""


class Migration(migrations.Migration):
    dependencies = [("licenses", "0001_initial")]
    operations = [migrations.RunSQL(GUARD, UNGUARD)]

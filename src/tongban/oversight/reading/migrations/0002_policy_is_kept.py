"""The database itself keeps every edition of the policy, as it was written."""

from django.db import migrations

GUARD = """
CREATE FUNCTION reading_never_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '敏感查询策略的版本不能修改或删除: % %', TG_TABLE_NAME, OLD.id USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER reading_never_change BEFORE UPDATE OR DELETE ON reading_policyedition
    FOR EACH ROW EXECUTE FUNCTION reading_never_change();
"""

UNGUARD = """
DROP TRIGGER reading_never_change ON reading_policyedition;
DROP FUNCTION reading_never_change();
"""


class Migration(migrations.Migration):
    dependencies = [("reading", "0001_initial")]
    operations = [migrations.RunSQL(GUARD, UNGUARD)]

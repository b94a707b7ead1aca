"""The database itself keeps opinions of the joint review and element templates from being changed."""

from django.db import migrations

GUARD = """
CREATE FUNCTION compiling_never_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '审核意见和要素模板不能修改或删除: % %', TG_TABLE_NAME, OLD.id USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER compiling_never_change BEFORE UPDATE OR DELETE ON compiling_opinion
    FOR EACH ROW EXECUTE FUNCTION compiling_never_change();
CREATE TRIGGER compiling_never_change BEFORE UPDATE OR DELETE ON compiling_elementtemplate
    FOR EACH ROW EXECUTE FUNCTION compiling_never_change();
"""

UNGUARD = """
DROP TRIGGER compiling_never_change ON compiling_elementtemplate;
DROP TRIGGER compiling_never_change ON compiling_opinion;
DROP FUNCTION compiling_never_change();
"""


class Migration(migrations.Migration):
    dependencies = [("compiling", "0001_initial")]
    operations = [migrations.RunSQL(GUARD, UNGUARD)]

"""The database itself keeps published editions from being changed, and their hashes honest."""

from django.db import migrations

GUARD = """
CREATE FUNCTION policies_never_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '政策的版本一经发布，不能修改或删除: % %', TG_TABLE_NAME, OLD.id
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER policies_never_change BEFORE UPDATE OR DELETE ON benefits_policyedition
    FOR EACH ROW EXECUTE FUNCTION policies_never_change();
ALTER TABLE benefits_policyedition ADD CONSTRAINT policies_edition_content_hash
    CHECK (content_hash = encode(sha256(convert_to(content, 'UTF8')), 'hex'));
"""

UNGUARD = """
ALTER TABLE benefits_policyedition DROP CONSTRAINT policies_edition_content_hash;
DROP TRIGGER policies_never_change ON benefits_policyedition;
DROP FUNCTION policies_never_change();
"""


class Migration(migrations.Migration):
    dependencies = [("benefits", "0001_initial")]
    operations = [migrations.RunSQL(GUARD, UNGUARD)]

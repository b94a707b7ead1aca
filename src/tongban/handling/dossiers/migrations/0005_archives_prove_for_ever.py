"""The database itself keeps what archives prove, also after they were destroyed, and the lines of the lists."""

from django.db import migrations

GUARD = """
CREATE FUNCTION archives_prove_for_ever() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR TG_TABLE_NAME = 'dossiers_destructionline' THEN
        RAISE EXCEPTION '档案登记和销毁清册不能修改或删除: % %', TG_TABLE_NAME, OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.case_id, NEW.number, NEW.made_at, NEW.content, NEW.root, NEW.size, NEW.files)
        IS DISTINCT FROM (OLD.case_id, OLD.number, OLD.made_at, OLD.content, OLD.root, OLD.size, OLD.files)
        OR (OLD.destroyed_at IS NOT NULL AND NEW.destroyed_at IS DISTINCT FROM OLD.destroyed_at) THEN
        RAISE EXCEPTION '档案登记不能修改: % %', TG_TABLE_NAME, OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER archives_prove_for_ever BEFORE UPDATE OR DELETE ON dossiers_archiverecord
    FOR EACH ROW EXECUTE FUNCTION archives_prove_for_ever();
CREATE TRIGGER destruction_lines_never_change BEFORE UPDATE OR DELETE ON dossiers_destructionline
    FOR EACH ROW EXECUTE FUNCTION archives_prove_for_ever();
CREATE FUNCTION destruction_lists_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '销毁清册不能删除: % %', TG_TABLE_NAME, OLD.id USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER destruction_lists_stay BEFORE DELETE ON dossiers_destructionlist
    FOR EACH ROW EXECUTE FUNCTION destruction_lists_stay();
"""

UNGUARD = """
DROP TRIGGER destruction_lists_stay ON dossiers_destructionlist;
DROP FUNCTION destruction_lists_stay();
DROP TRIGGER destruction_lines_never_change ON dossiers_destructionline;
DROP TRIGGER archives_prove_for_ever ON dossiers_archiverecord;
DROP FUNCTION archives_prove_for_ever();
"""


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0004_destruction_of_archives")]
    operations = [migrations.RunSQL(GUARD, UNGUARD)]

"""The database itself keeps granted levels from being changed, and a paper from becoming another one."""

from django.db import migrations

GUARD = """
CREATE TRIGGER workforce_never_change BEFORE UPDATE OR DELETE ON workforce_skilllevel
    FOR EACH ROW EXECUTE FUNCTION workforce_never_change();
CREATE FUNCTION workforce_paper_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.content <> OLD.content OR NEW.seed <> OLD.seed OR NEW.bank <> OLD.bank
        OR (OLD.answers <> '' AND NEW.answers <> OLD.answers)
        OR (OLD.score IS NOT NULL AND NEW.score IS DISTINCT FROM OLD.score) THEN
        RAISE EXCEPTION 'a paper, its answers and its mark are never changed';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER workforce_paper_stays BEFORE UPDATE ON workforce_exam
    FOR EACH ROW EXECUTE FUNCTION workforce_paper_stays();
"""
UNGUARD = """
DROP TRIGGER workforce_paper_stays ON workforce_exam;
DROP FUNCTION workforce_paper_stays();
DROP TRIGGER workforce_never_change ON workforce_skilllevel;
"""


class Migration(migrations.Migration):
    dependencies = [("workforce", "0004_levels")]
    operations = [migrations.RunSQL(GUARD, UNGUARD)]

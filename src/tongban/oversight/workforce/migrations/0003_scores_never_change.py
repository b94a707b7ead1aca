"""The database itself keeps fixed month scores from being changed, and their content from differing from its hash."""

from django.db import migrations

GUARD = """
CREATE FUNCTION workforce_never_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a fixed score is never changed';
END $$;
CREATE TRIGGER workforce_never_change BEFORE UPDATE OR DELETE ON workforce_monthscore
    FOR EACH ROW EXECUTE FUNCTION workforce_never_change();
ALTER TABLE workforce_monthscore ADD CONSTRAINT workforce_month_score_hash
    CHECK (content_hash = encode(sha256(convert_to(content, 'UTF8')), 'hex'));
"""
UNGUARD = """
ALTER TABLE workforce_monthscore DROP CONSTRAINT workforce_month_score_hash;
DROP TRIGGER workforce_never_change ON workforce_monthscore;
DROP FUNCTION workforce_never_change();
"""


class Migration(migrations.Migration):
    dependencies = [("workforce", "0002_daily_checks")]
    operations = [migrations.RunSQL(GUARD, UNGUARD)]

"""The database itself keeps what was said: no rating is changed or deleted, a bad one is taken out of count once."""

from django.db import migrations

GUARD = """
CREATE FUNCTION evaluations_said_is_said() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION '评价不能删除: %', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.invitation_id, NEW.round, NEW.grade, NEW.tags, NEW.words, NEW.way, NEW.is_named, NEW.rated_at,
        NEW.received_at, NEW.source, NEW.source_ref)
       IS DISTINCT FROM
       (OLD.invitation_id, OLD.round, OLD.grade, OLD.tags, OLD.words, OLD.way, OLD.is_named, OLD.rated_at,
        OLD.received_at, OLD.source, OLD.source_ref) THEN
        RAISE EXCEPTION '评价不能修改: %', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.validity <> OLD.validity AND OLD.validity <> 'counted' THEN
        RAISE EXCEPTION '评价是否有效只裁定一次: %', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER evaluations_said_is_said BEFORE UPDATE OR DELETE ON evaluations_evaluation
    FOR EACH ROW EXECUTE FUNCTION evaluations_said_is_said();
"""

UNGUARD = """
DROP TRIGGER evaluations_said_is_said ON evaluations_evaluation;
DROP FUNCTION evaluations_said_is_said();
"""


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0001_initial")]
    operations = [migrations.RunSQL(GUARD, UNGUARD)]

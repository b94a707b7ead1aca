"""The database itself keeps a contact with its owner until the one it was offered to accepts it."""

from django.db import migrations

GUARD = """
CREATE FUNCTION contacts_owner_by_acceptance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION '首问登记不能删除: %', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.owner_id <> OLD.owner_id AND NOT (
        OLD.status = 'offered' AND NEW.status = 'open' AND NEW.owner_id = OLD.offered_to_id) THEN
        RAISE EXCEPTION '首问责任人只有在对方接下后才变更: %', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.status = 'closed' AND (NEW.status, NEW.result, NEW.closed_at)
       IS DISTINCT FROM (OLD.status, OLD.result, OLD.closed_at) THEN
        RAISE EXCEPTION '已经办结的首问登记不能修改: %', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER contacts_owner_by_acceptance BEFORE UPDATE OR DELETE ON contacts_firstcontact
    FOR EACH ROW EXECUTE FUNCTION contacts_owner_by_acceptance();
"""

UNGUARD = """
DROP TRIGGER contacts_owner_by_acceptance ON contacts_firstcontact;
DROP FUNCTION contacts_owner_by_acceptance();
"""


class Migration(migrations.Migration):
    dependencies = [("contacts", "0001_initial")]
    operations = [migrations.RunSQL(GUARD, UNGUARD)]

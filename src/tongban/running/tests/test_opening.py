import psycopg
import pytest

from tongban.foundation.kernel.vault import load_keyring
from tongban.running import database
from tongban.running.opening import KEYRING, prepare_keys
from tongban.running.postgres import Cluster
from tongban.running.refusal import CannotRun


def test_a_database_in_use_is_never_given_new_keys(cluster: Cluster) -> None:
    folder = cluster.folder
    with cluster.in_use():
        addresses = database.embedded(cluster)
        prepare_keys(folder, addresses)
        first = load_keyring(folder.keys / KEYRING)
        with psycopg.connect(addresses.owner, autocommit=True) as connection:
            connection.execute("CREATE TABLE django_migrations ()")
        prepare_keys(folder, addresses)
        assert load_keyring(folder.keys / KEYRING) == first
        (folder.keys / KEYRING).unlink()
        with pytest.raises(CannotRun, match="从备份恢复"):
            prepare_keys(folder, addresses)
    assert not (folder.keys / KEYRING).exists()

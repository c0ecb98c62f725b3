from imoit.policy.instance.domain import DEMO
from imoit.policy.instance.domain import OWN
from tests.journeys.running import free_port
from tests.journeys.running import running

import os
import pytest
import signal
import socket
import stat


SECRET = "correct horse battery"
PROGRAM = {"Accept": "application/json"}


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    folder = tmp_path_factory.mktemp("own") / "var"
    with running(folder, OWN, IMOIT_ADMIN_PASSWORD=SECRET) as site:
        site.wait_ready()
        yield site


def refusal(folder, kind, **wishes):
    with running(folder, kind, **wishes) as site:
        code = site.process.wait(timeout=30)
        return code, site.said


def test_a_first_start_says_what_it_does_and_where_it_is(own):
    assert "starting Zope" in own.said
    assert f"iMOIT is at {own.url}/imoit" in own.said


def test_the_site_answers(own):
    assert own.get("/imoit/login").status_code == 200


def test_the_first_administrator_may_log_in(own):
    users = f"/imoit/@users/{'admin'}"

    answer = own.get(users, auth=("admin", SECRET), headers=PROGRAM)

    assert answer.status_code == 200
    assert "Manager" in answer.json()["roles"]


@pytest.mark.parametrize(
    ("login", "password"),
    [("vanthu.bo", "imoit-demo"), ("admin", "imoit-demo"), ("admin", "admin")],
)
def test_nobody_logs_in_with_a_password_of_the_demo(own, login, password):
    answer = own.get("/imoit/@users/admin", auth=(login, password), headers=PROGRAM)

    assert answer.status_code == 401


def test_the_password_of_root_is_random_and_for_its_owner_alone(own):
    path = own.folder / "root-password"
    password = path.read_text().strip()

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert own.get("/manage_main", auth=("root", password)).status_code == 200
    assert own.get("/manage_main", auth=("root", "root")).status_code == 401


def test_a_second_start_on_the_same_data_is_refused(own):
    code, said = refusal(own.folder, OWN)

    assert code == 1
    assert "Another process runs the site" in said


def test_a_busy_port_is_named_in_a_sentence(tmp_path):
    with socket.create_server(("localhost", 0)) as taken:
        port = taken.getsockname()[1]
        code, said = refusal(tmp_path / "var", DEMO, port=port)

    assert code == 1
    assert f"Port {port} is busy" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("kind", "wishes", "word"),
    [
        pytest.param(DEMO, {"HOST": "0.0.0.0"}, "DEMO_PUBLIC=1", id="public demo"),  # noqa: S104
        pytest.param(OWN, {}, "IMOIT_ADMIN_PASSWORD", id="no password"),
        pytest.param(OWN, {"IMOIT_ADMIN_PASSWORD": "short"}, "at least", id="short"),
        pytest.param(
            OWN, {"IMOIT_ADMIN_PASSWORD": "imoit-demo"}, "published", id="demo's"
        ),
    ],
)
def test_a_start_that_cannot_be_meant_is_refused(tmp_path, kind, wishes, word):
    code, said = refusal(tmp_path / "var", kind, **wishes)

    assert code == 1
    assert word in said
    assert not (tmp_path / "var" / "data").exists()


def test_the_demo_survives_a_killed_start_and_keeps_its_data(tmp_path):
    folder = tmp_path / "var"
    port = free_port()
    with running(folder, DEMO, port) as first:
        first.until(lambda: "the site" in first.said)
        first.kill()
    assert not (folder / "data").exists()
    with running(folder, DEMO, port) as second:
        second.wait_ready()
        assert works_for(second, "vanthu.bo", "imoit-demo")
        assert second.stop() == 0
        assert "Traceback" not in second.said
    with running(folder, DEMO, port) as third:
        third.wait_ready()
        assert "happens once" not in third.said
        assert works_for(third, "vanthu.bo", "imoit-demo")
        assert third.stop(signal.SIGTERM) == 0
    assert refusal(folder, OWN)[0] == 1


def works_for(site, login, password):
    answer = site.get("/imoit/@inbox", auth=(login, password), headers=PROGRAM)
    return answer.status_code == 200


def test_a_start_stopped_half_way_leaves_no_site(tmp_path):
    folder = tmp_path / "var"
    with running(folder, DEMO) as site:
        site.until(lambda: "starting Zope" in site.said)
        code = site.stop()
        said = site.said

    assert code == 0
    assert "the next start begins anew" in said
    assert "Traceback" not in said
    assert "data" not in os.listdir(folder)

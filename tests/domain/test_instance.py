from imoit.policy.instance.domain import address
from imoit.policy.instance.domain import check_host
from imoit.policy.instance.domain import check_kind
from imoit.policy.instance.domain import check_password
from imoit.policy.instance.domain import DEMO
from imoit.policy.instance.domain import Impossible
from imoit.policy.instance.domain import is_loopback
from imoit.policy.instance.domain import OWN
from imoit.policy.instance.domain import wish

import pytest


def test_a_start_without_wishes_is_the_demo_on_this_machine():
    asked = wish(DEMO, {})

    assert asked == (DEMO, "localhost", 8080, "var", False, "admin")


def test_a_start_takes_its_wishes_from_the_environment():
    environ = {"HOST": "0.0.0.0", "PORT": "81", "VAR": "/srv", "IMOIT_ADMIN": "lan"}  # noqa: S104

    assert wish(OWN, environ) == (OWN, "0.0.0.0", 81, "/srv", False, "lan")  # noqa: S104


@pytest.mark.parametrize("text", ["0", "65536", "http", "-1", "8080 "[:-1] + "x", "٨"])
def test_what_is_no_port_is_refused(text):
    with pytest.raises(Impossible):
        wish(DEMO, {"PORT": text})


@pytest.mark.parametrize(
    ("host", "alone"),
    [
        ("localhost", True),
        ("LOCALHOST.", True),
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("[::1]", True),
        ("0.0.0.0", False),  # noqa: S104
        ("::", False),
        ("192.168.1.5", False),
        ("imoit.example", False),
        ("127.0.0.1.example", False),
    ],
)
def test_loopback_is_what_only_this_machine_reaches(host, alone):
    assert is_loopback(host) is alone


def test_the_demo_is_not_shown_to_a_network_unasked():
    with pytest.raises(Impossible, match="DEMO_PUBLIC=1"):
        check_host(wish(DEMO, {"HOST": "0.0.0.0"}))  # noqa: S104


@pytest.mark.parametrize(
    ("kind", "environ"),
    [
        pytest.param(DEMO, {"HOST": "0.0.0.0", "DEMO_PUBLIC": "1"}, id="asked for"),  # noqa: S104
        pytest.param(DEMO, {}, id="on this machine"),
        pytest.param(OWN, {"HOST": "0.0.0.0"}, id="a site without demo"),  # noqa: S104
    ],
)
def test_other_starts_may_listen(kind, environ):
    check_host(wish(kind, environ))


@pytest.mark.parametrize(("asked", "found"), [(DEMO, OWN), (OWN, DEMO)])
def test_one_kind_of_site_does_not_start_on_the_data_of_the_other(asked, found):
    with pytest.raises(Impossible, match="VAR="):
        check_kind(wish(asked, {}), found)


@pytest.mark.parametrize("password", ["", "seven77", "imoit-demo", "IMOIT-Demo"])
def test_a_short_or_published_password_is_refused(password):
    with pytest.raises(Impossible):
        check_password(password)


def test_a_password_of_one_s_own_is_accepted():
    check_password("correct horse")


@pytest.mark.parametrize(
    ("environ", "url"),
    [
        ({}, "http://localhost:8080/imoit"),
        ({"HOST": "127.0.0.1", "PORT": "81"}, "http://localhost:81/imoit"),
        ({"HOST": "0.0.0.0"}, "http://localhost:8080/imoit"),  # noqa: S104
        ({"HOST": "dms.example"}, "http://dms.example:8080/imoit"),
    ],
)
def test_the_address_is_one_that_a_browser_can_open(environ, url):
    assert address(wish(DEMO, environ)) == url

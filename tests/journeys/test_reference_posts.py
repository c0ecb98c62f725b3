from tests.journeys import acts
from tests.journeys.recorder import Recorder

import os
import pytest


def hand_over(ministry, r):
    head, manager = ministry.as_("truong.tttn"), ministry.as_("quantri")
    acts.drafted(ministry)
    where = "/directory/posts/tttn-officer-1/@hand-over"
    r.call("hand-over", head, "GET", where)
    body = {"to": "post:tttn-officer-2"}
    r.call("hand-over-work", head, "POST", where, body)
    body = {"successor": "person:cv2.tttn"}
    r.call("hand-over-post", manager, "POST", where, body)
    r.call("hand-over-refused", manager, "POST", where, {"to": "post:xnk-head-1"})


def reorganise(ministry, r):
    manager = ministry.as_("quantri")
    where = "/directory/units/tmdt/@reorganisation"
    r.call("reorganisation", manager, "GET", f"{where}?into=unit:xnk")
    body = {
        "into": "unit:xnk",
        "posts": {"post:tmdt-registry-1": "post:xnk-registry-1"},
    }
    r.call("reorganisation-close", manager, "POST", where, body)


def openness(ministry, r):
    letter = acts.directed(ministry)
    ministry.as_("truong.tttn").get(letter)
    leader = ministry.as_("thutruong1")
    r.call("readings", leader, "GET", f"{letter}/@readings")
    r.call("access", leader, "GET", f"{letter}/@access")
    refused = ministry.as_("truong.tttn")
    r.call("access-refused", refused, "GET", f"{letter}/@access")
    clerk = ministry.as_("vanthu.bo")
    r.call("find", clerk, "GET", "/@find?q=chu ky so&type=Công văn&b_size=1")
    between = "issued_from=2026-11-01&issued_to=2026-11-30&pages_from=1"
    r.call("find-between", clerk, "GET", f"/@find?{between}&b_size=1")
    r.call("find-no-day", clerk, "GET", "/@find?due_to=2026-02-31")
    r.call("find-order", clerk, "GET", "/@find?q=chu ky so&sort=size")
    body = {"name": "Chữ ký số", "q": "chu ky so", "facets": {"type": ["Công văn"]}}
    kept = r.call("searches-keep", clerk, "POST", "/@searches", body)["@id"]
    r.call("searches", clerk, "GET", "/@searches")
    wrong = {"q": "chu ky so", "facets": {"size": ["1"]}}
    r.call("searches-refused", clerk, "POST", "/@searches", wrong)
    r.call("searches-drop", clerk, "DELETE", kept, {})
    r.call("progress", leader, "GET", "/@progress?period=2026-11&unit=tttn")
    r.call("monthly-report", leader, "GET", "/@monthly-report?month=2026-11")


def test_recorded_examples_are_true(ministry):
    r = Recorder(ministry.url)

    openness(ministry, r)
    hand_over(ministry, r)
    reorganise(ministry, r)

    if r.changed and not os.environ.get("RECORD"):
        pytest.fail(f"run again with RECORD=1 and say why these changed: {r.changed}")

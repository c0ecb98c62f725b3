from tests.journeys import acts
from tests.journeys.recorder import Recorder

import os
import pytest


SENTENCE = (
    "Cục TTTN chủ trì, phối hợp với Cục XNK; Văn phòng Bộ để biết; 5 ngày làm việc."
)


def dictation(ministry, r, url):
    secretary, leader = ministry.as_("thuky1"), ministry.as_("thutruong1")
    said = {"text": SENTENCE}
    r.call("proposal", leader, "POST", f"{url}/@directives/proposal", said)
    body = acts.order(text=SENTENCE)
    r.call("dictation", secretary, "POST", f"{url}/@dictation", body)
    path = f"{url}/@dictation/confirm"
    r.call("dictation-not-yours", secretary, "POST", path, {})
    r.call("dictation-confirm", leader, "POST", path, {})


def deadlines(ministry, r, url):
    leader, head = ministry.as_("thutruong1"), ministry.as_("truong.tttn")
    task = acts.tasks(ministry, url)[0]["@id"]
    step = f"{task}/@workflow/"
    r.call("task-pause", leader, "POST", f"{step}pause", {"reason": "Chờ số liệu"})
    r.call("task-pause-twice", leader, "POST", f"{step}pause", {"reason": "Chờ"})
    r.call("task-resume", head, "POST", f"{step}resume", {})
    ask = {"reason": "Cần lấy ý kiến các Sở", "working_days": 3}
    r.call("task-ask-extension", head, "POST", f"{step}ask_extension", ask)
    r.call("task-grant-extension", leader, "POST", f"{step}grant_extension", {})
    r.call("task", head, "GET", task)


def giving_back(ministry, r, url):
    leader, support = ministry.as_("thutruong1"), ministry.as_("truong.xnk")
    task = acts.tasks(ministry, url)[1]["@id"]
    reason = {"reason": "Không thuộc chức năng của Cục"}
    r.call("task-return", support, "POST", f"{task}/@workflow/return", reason)
    r.call("task-take-note", leader, "POST", f"{task}/@workflow/take_note", {})
    new = acts.order(lead=["unit:pc"], supersedes=1, recall_old=True)
    r.call("directives-supersede", leader, "POST", f"{url}/@directives", new)


def test_recorded_examples_of_tasks_are_true(ministry):
    r = Recorder(ministry.url)
    url = acts.submitted(ministry)

    dictation(ministry, r, url)
    deadlines(ministry, r, url)
    giving_back(ministry, r, url)

    if r.changed and not os.environ.get("RECORD"):
        pytest.fail(f"run again with RECORD=1 and say why these changed: {r.changed}")

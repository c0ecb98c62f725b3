from imoit.workflows.jobs.operations.queueing import get
from imoit.workflows.jobs.operations.queueing import queue
from imoit.workflows.jobs.services import JobPost
from imoit.workflows.jobs.services import JobsGet
from imoit.workflows.pages.interfaces import IStaffLayer
from imoit.workflows.refusal import _
from imoit.workflows.refusal import Conflict
from plone import api
from tests.cast import log_in
from tests.rooms.ministry import acting
from zExceptions import NotFound
from zope.component import getMultiAdapter
from zope.interface import alsoProvides

import json
import pytest


def fails(work):
    raise Conflict(_("The file is “${name}”.", name="V/v kín"))


@pytest.fixture
def failed(site, kinds, works_off):
    """A job of the head of TTTN that failed on a document."""
    kinds("fails", fails, tries=1)
    with acting("truong.tttn") as head:
        job = queue("fails", {"path": "V/v kín"}, by=head, uid="abc")
        works_off()
    return job


def ask(service, portal, request, path=(), **form):
    alsoProvides(request, IStaffLayer)
    request.form.clear()
    request.form.update(form)
    made = service()
    made.context, made.request, made.path = portal, request, path
    text = made.render()
    return request.response.getStatus(), json.loads(text)


def test_one_sees_ones_own_jobs_and_what_they_are_about(site, failed, request_of_site):
    log_in(site, "truong.tttn")

    status, answer = ask(JobsGet, site, request_of_site)

    assert status == 200
    assert [(j["state"], j["UID"]) for j in answer["items"]] == [("failed", "abc")]
    assert "V/v kín" in answer["items"][0]["error"]


@pytest.mark.parametrize("name", ["cv.tttn", "kiemtra", "quantri"])
def test_nobody_sees_anothers_jobs_among_ones_own(site, failed, request_of_site, name):
    log_in(site, name)

    assert ask(JobsGet, site, request_of_site)[1]["items"] == []


def test_the_site_manager_sees_all_jobs_and_nothing_of_documents(
    site, failed, request_of_site
):
    log_in(site, "quantri")

    status, answer = ask(JobsGet, site, request_of_site, everybody="1")
    one = ask(JobsGet, site, request_of_site, (failed,))[1]

    assert status == 200
    assert one == next(j for j in answer["items"] if j["id"] == failed)
    assert "kín" not in json.dumps(answer, ensure_ascii=False)
    assert (one["UID"], one["person"], one["state"]) == (None, "truong.tttn", "failed")


@pytest.mark.parametrize("name", ["cv.tttn", "truong.tttn", "kiemtra"])
def test_all_jobs_are_for_the_site_manager_alone(site, failed, request_of_site, name):
    log_in(site, name)

    assert ask(JobsGet, site, request_of_site, everybody="1")[0] == 403


def test_anothers_job_is_not_there(site, failed, request_of_site):
    log_in(site, "cv.tttn")

    assert ask(JobsGet, site, request_of_site, (failed,))[0] == 404
    with pytest.raises(NotFound):
        part(site, request_of_site, failed)


def post(portal, request, job, **data):
    request._auth = "basic"
    request["BODY"] = json.dumps(data).encode()
    return ask(JobPost, portal, request, (job,))


def test_what_failed_is_queued_again(site, failed, request_of_site):
    log_in(site, "quantri")

    status, answer = post(site, request_of_site, failed, state="queued")

    assert (status, answer["state"]) == (200, "queued")
    assert get(failed).state == "queued"


@pytest.mark.parametrize(
    ("name", "data", "status"),
    [
        ("cv.tttn", {"state": "queued"}, 404),
        ("quantri", {"state": "done"}, 422),
        ("quantri", {"state": "held"}, 409),
        ("quantri", {}, 422),
    ],
)
def test_what_may_not_be_is_refused(site, failed, request_of_site, name, data, status):
    log_in(site, name)

    assert post(site, request_of_site, failed, **data)[0] == status
    assert get(failed).state == "failed"


def page(portal, request, name):
    alsoProvides(request, IStaffLayer)
    return getMultiAdapter((portal, request), name=name)


def part(portal, request, job):
    request.form["id"] = job
    return page(portal, request, "imoit-job")()


def test_the_page_lists_jobs_and_offers_to_run_again(site, failed, request_of_site):
    log_in(site, "quantri")

    shown = page(site, request_of_site, "imoit-jobs")()

    assert "Background work" in shown
    assert "Bùi Đức Long" in shown
    assert "Run again" in shown
    assert "kín" not in shown


def test_a_job_is_paused_and_goes_on_by_the_buttons(site, kinds, request_of_site):
    kinds("three", lambda work: None)
    job = queue("three", of=3)
    log_in(site, "quantri")

    assert ">Pause<" in page(site, request_of_site, "imoit-jobs")()
    assert post(site, request_of_site, job, state="held")[1]["state"] == "held"
    assert ">Go on<" in page(site, request_of_site, "imoit-jobs")()
    assert post(site, request_of_site, job, state="queued")[1]["state"] == "queued"


def test_the_page_is_for_the_site_manager_alone(site):
    for name, may in (("quantri", True), ("truong.tttn", False), ("kiemtra", False)):
        log_in(site, name)
        assert bool(api.user.has_permission("iMOIT: Manage jobs")) is may


def test_the_part_shows_how_far_a_job_is(site, kinds, request_of_site):
    kinds("fails", fails)
    with acting("truong.tttn") as head:
        job = queue("fails", by=head, of=8)
        get(job).done = 2
        shown = part(site, request_of_site, job)

    assert 'value="25"' in shown
    assert f"@@imoit-job?id={job}" in shown

"""Mailing: one mail per person and run, sent outside every writing transaction."""

from datetime import date
from datetime import timedelta
from email.header import Header
from email.mime.text import MIMEText
from email.utils import format_datetime
from email.utils import formataddr
from imoit.workflows.actors.operations import directory
from imoit.workflows.calendar import clock
from imoit.workflows.calendar.storage import calendar
from imoit.workflows.jobs.operations.sites import act_as
from imoit.workflows.jobs.operations.sites import act_as_system
from imoit.workflows.jobs.schema import Kind
from imoit.workflows.jobs.schema import Schedule
from imoit.workflows.jobs.schema import Work
from imoit.workflows.notices import domain
from imoit.workflows.notices import storage
from imoit.workflows.notices.domain import Notice
from imoit.workflows.notices.operations.showing import seen_by_me
from imoit.workflows.notices.operations.showing import Shown
from imoit.workflows.refusal import _
from imoit.workflows.refusal import Conflict
from pathlib import Path
from plone import api
from smtplib import SMTPException
from smtplib import SMTPRecipientsRefused
from typing import Any

import hashlib
import logging
import os


log = logging.getLogger(__name__)
TEMPLATES = Path(__file__).parent.parent / "templates"
# The stamp before a line, by the degree of urgency.
STAMPS = ("", "KHẨN – ", "THƯỢNG KHẨN – ", "HỎA TỐC – ")
# People in one chunk: what is done when a worker ends is not begun again.
CHUNK = 20
# What is older was read elsewhere, or is no news.
DAYS = 7
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


class NoMail(Conflict):
    """The mail server takes nothing; the job tries again later."""


def send_some(work: Work) -> str | None:
    """Mail the next people; return the last one, None when nobody is left."""
    ids = work.args.get("ids", ())
    if not is_due(ids) or not is_on():
        return None
    since = (clock.now() - timedelta(days=DAYS)).isoformat(timespec="seconds")
    waiting = _by_person(storage.to_mail(since, ids))
    logins = sorted(login for login in waiting if login > (work.cursor or ""))
    for login in logins[:CHUNK]:
        done = storage.done_with(login, since)
        left = [notice for notice in waiting[login] if notice.id not in done]
        mail_to(work.portal, login, left, at_once=bool(ids))
        if work.is_stopping():
            return login
    return logins[:CHUNK][-1] if len(logins) > CHUNK else None


def is_due(ids: Any) -> bool:
    """Tell whether mails go now: digests on working days only."""
    return bool(ids) or calendar().is_working(clock.today())


def is_on() -> bool:
    """Tell whether the site can send mail and shall."""
    if not setting("mail", True):
        return False
    host = api.portal.get_registry_record("plone.smtp_host", default="")
    return bool(host and sender())


def setting(name: str, default: Any) -> Any:
    """Return what the site manager chose."""
    return api.portal.get_registry_record(f"imoit.notices.{name}", default=default)


def sender() -> str:
    """Return the address that mails come from."""
    return api.portal.get_registry_record("plone.email_from_address", default="") or ""


def public(url: str) -> str:
    """Return *url* as people reach it: the worker has no request to know that from."""
    address = setting("address", "") or os.environ.get("IMOIT_ADDRESS", "")
    own = api.portal.get().absolute_url()
    return f"{address.rstrip('/')}{url.removeprefix(own)}" if address else url


def _by_person(notices: list[Notice]) -> dict[str, list[Notice]]:
    tool = api.portal.get_tool("portal_groups")
    members = {
        group: tool.getGroupMembers(group) for group in {n.group for n in notices}
    }
    found: dict[str, list[Notice]] = {}
    for notice in notices:
        for login in members[notice.group]:
            if login != notice.person:
                found.setdefault(login, []).append(notice)
    return found


def mail_to(portal: Any, login: str, notices: list[Notice], *, at_once: bool) -> None:
    """Send *login* one mail with those of *notices* that are to be mailed now.

    Rights are asked at this moment, as the person; what was sent is remembered.
    """
    chosen = storage.choices(login)
    wanted = [n for n in notices if domain.is_mailed(n, chosen, at_once=at_once)]
    user = portal.acl_users.getUserById(login)
    address = user and (user.getProperty("email") or "")
    if not wanted or not address:
        return
    act_as(portal, login)
    try:
        shown = seen_by_me(wanted)
    finally:
        act_as_system(portal)
    if shown:
        _send(portal, address, message(login, address, shown, at_once))
        storage.mark("mailed", [n for found in shown for n in found.ids], login)


def message(
    login: str, address: str, shown: list[Shown], at_once: bool = False
) -> MIMEText:
    """Return the mail to *login*; its id follows from what it tells."""
    name = directory().who(login)
    url = public(api.portal.get().absolute_url())
    subject, text = domain.compose(
        words("at_once" if at_once else "digest"),
        name,
        [line(found) for found in shown],
        f"{url}/@@imoit-notice-settings",
    )
    told = " ".join((login, *(found.notice.id for found in shown)))
    mail = MIMEText(text, "plain", "utf-8")
    mail["Subject"] = Header(subject, "utf-8")
    mail["To"] = formataddr((name, address))
    mail["From"] = formataddr(("iMOIT", sender()))
    mail["Date"] = format_datetime(clock.now())
    mail["Message-ID"] = f"<{hashlib.sha256(told.encode()).hexdigest()[:32]}@imoit>"
    mail["Auto-Submitted"] = "auto-generated"
    return mail


def words(name: str) -> domain.Words:
    """Return the words of mails as the files of this room have them."""
    texts = {
        file: (TEMPLATES / f"{file}.txt").read_text(encoding="utf-8")
        for file in (name, "line", "kinds")
    }
    kinds = domain.read_kinds(texts["kinds"])
    return domain.Words(texts[name], texts["line"], kinds)


def line(shown: Shown) -> dict[str, str]:
    """Return what a mail says of one notice: number, symbol, abstract, deadline."""
    notice, row = shown.notice, shown.line
    timed = notice.due and domain.KINDS[notice.kind].timed
    number = row.get("number")
    arrived = number if row.get("kind") == "incoming" else ""
    named = [f"Số đến {arrived}" if arrived else "", row.get("symbol", "")]
    return {
        "kind": notice.kind,
        "urgent": STAMPS[notice.urgent],
        "who": f" – {notice.name}" if notice.name else "",
        "what": ", ".join(part for part in named if part),
        "subject": row.get("subject", "") if setting("abstract_in_mail", True) else "",
        "due": f"Hạn: {_day(notice.due)}" if timed and shown.url else "",
        "url": public(shown.address) if shown.address else "",
    }


def _day(text: str) -> str:
    day = date.fromisoformat(text)
    return f"{WEEKDAYS[day.weekday()]}, {day:%d/%m/%Y}"


def _send(portal: Any, address: str, mail: MIMEText) -> None:
    """Send *mail* now; an address that the server refuses is not tried again."""
    try:
        # `send` would end lines with a bare LF, which strict servers refuse.
        data = mail.as_bytes(policy=mail.policy.clone(linesep="\r\n"))
        portal.MailHost._send(sender(), [address], data, immediate=True)
    except SMTPRecipientsRefused:
        log.warning("the mail server refused the address of %s", mail["To"])
    except (SMTPException, OSError) as error:
        log.warning("the mail server takes nothing: %s", type(error).__name__)
        raise NoMail(_("The mail server takes no mail now.")) from error


def keep_place(work: Work) -> str | None:
    """Go on after the last person who was mailed."""
    return work.prepared


def digest_times() -> list[str]:
    """Return when digests go."""
    return list(setting("digest_times", None) or ())


MAILING = Kind(
    title=_("Notices are mailed"), run=keep_place, prepare=send_some, lane="slow"
)
DIGEST = Schedule("notices.mail", digest_times)

"""The desk: boxes at the left, a list in the middle, what one reads at the right."""

from imoit.content.correspondence.views.document import PAGES
from imoit.content.correspondence.views.document import Sheet
from imoit.content.correspondence.views.fields import targets
from imoit.content.desk import domain
from imoit.content.desk import operations
from imoit.content.search.views import searches
from imoit.content.selection import domain as selection
from imoit.workflows.pages.views import Page
from imoit.workflows.pages.views import Pages
from imoit.workflows.refusal import _
from imoit.workflows.transitions.operations import steps
from plone import api
from plone.memoize.view import memoize
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from urllib.parse import urlencode
from zope.component import queryMultiAdapter
from zope.i18n import translate


SIZE = 50
DUTIES = {
    "lead": _("Lead"),
    "support": _("Supporting"),
    "informed": _("For information"),
}
COOKIE = "imoit_desk"
KEYS = {"direct": "g", "forward": "g", "report": "b", "register": "v"}
MARKS = {
    "overdue": ("is-late", "exclamation-octagon-fill"),
    "due_soon": ("is-soon", "clock-history"),
}


class Desk(Page):
    """What waits for the acting post; a stranger to every post has no boxes."""

    section = "desk"
    pane_template = ViewPageTemplateFile("templates/pane.pt")

    @property
    def pane_macro(self):
        """The macro of the reading pane."""
        return self.pane_template.macros["pane"]

    @memoize
    def counts(self) -> dict[str, int]:
        """Return how much each box holds."""
        actor = self.actor()
        if actor is None:
            return dict.fromkeys(domain.BOX_IDS, 0)
        return {found.box.id: found.count for found in operations.counts(actor)}

    def function(self) -> str:
        """Return what the acting post is for."""
        actor = self.actor()
        return actor.function if actor else ""

    def show(self) -> str:
        """Return the page, and keep where one is for the next visit."""
        self.remember()
        return super().show()

    def remember(self) -> None:
        """Keep box, batch and line in the browser, for the acting post."""
        actor = self.actor()
        if actor is not None and self.request.form.get("box"):
            place = domain.Position(actor.post, self.box, self.start, self.asked)
            path = self.request.physicalPathToVirtualPath(
                api.portal.get().getPhysicalPath()
            )
            self.request.response.setCookie(
                COOKIE,
                place.written(),
                path="/" + "/".join(path).strip("/"),
                http_only=True,
                same_site="Lax",
            )

    @memoize
    def last(self) -> domain.Position | None:
        """Return where the acting post was last, as far as it still holds something."""
        place = domain.position(self.request.cookies.get(COOKIE, ""))
        actor = self.actor()
        if self.request.form.get("box") or place is None or actor is None:
            return None
        return place if place.post == actor.post and self.counts()[place.box] else None

    @property
    def box(self) -> str:
        """The box that is open."""
        asked = self.request.form.get("box", "")
        if asked in domain.BOX_IDS:
            return asked
        last = self.last()
        return last.box if last else domain.first_box(self.counts(), self.function())

    def box_title(self) -> str:
        """Return the title of the box that is open."""
        return next(self.say(box.title) for box in domain.BOXES if box.id == self.box)

    def kinds(self) -> list[dict]:
        """Return the kinds of work with their boxes."""
        parts = [
            {
                "title": self.say(title),
                "boxes": [
                    self.box_line(box)
                    for box in domain.BOXES
                    if box.part == part and self.is_shown(box.id)
                ],
            }
            for part, title in domain.PARTS.items()
        ]
        return [part for part in parts if part["boxes"]]

    def lists(self) -> list[dict]:
        """Return the lists that are no boxes, as far as they are open to one."""
        actor, portal = self.actor(), api.portal.get()
        return [
            {"title": self.say(found.title), "url": f"{self.portal_url}/{found.page}"}
            for found in domain.LISTS
            if actor is not None
            and actor.function in found.functions
            and api.user.has_permission(found.permission, obj=portal)
        ]

    def searches(self) -> list[dict]:
        """Return the searches one keeps, and how much each finds."""
        return searches(self.portal_url) if self.actor() else []

    def is_shown(self, box: str) -> bool:
        """Tell whether *box* is among those at the left."""
        shown = domain.is_shown(box, self.counts()[box], self.function())
        return shown or box == self.box

    def box_line(self, box: domain.Box) -> dict:
        """Return what the left side says of *box*."""
        count = self.counts()[box.id]
        css, icon = MARKS.get(box.id, ("", "")) if count else ("is-zero", "")
        return {
            "title": self.say(box.title),
            "count": count,
            "css": css,
            "icon": self.icon(icon),
            "url": self.address(box=box.id),
            "current": "page" if box.id == self.box else None,
        }

    def address(self, **values: Any) -> str:
        """Return the address of the desk with *values* in it."""
        return f"{self.portal_url}?{urlencode(values)}"

    @property
    def start(self) -> int:
        """The first line shown."""
        asked = str(self.request.form.get("start", ""))
        last = self.last()
        start = last.start if last else int(asked) if asked.isdecimal() else 0
        return domain.batch(start, SIZE, self.counts()[self.box])

    @memoize
    def listing(self) -> operations.Listing:
        """Return the batch of the open box."""
        actor = self.actor()
        if actor is None:
            return operations.Listing(0, [], operations.Counter())
        return operations.listing(self.box, actor, self.start, SIZE)

    def offer(self) -> dict | None:
        """Return what may be done with a selection of the open box."""
        found = selection.offer(self.box, self.function())
        if found is None:
            return None
        return {
            "act": found.act,
            "title": self.say(found.title),
            "targets": targets(self.actor()) if "to" in found.asks else (),
            "comment": "comment" in found.asks,
        }

    def may_receive(self) -> bool:
        """Tell whether this person enters letters that arrive."""
        folder = api.portal.get()["incoming"]
        return api.user.has_permission("iMOIT: Add incoming document", obj=folder)

    @memoize
    def scans(self) -> Any:
        """Return the page that takes in scans, for those who do, in their box."""
        if self.box != "to_register" or not self.may_receive():
            return None
        folder = api.portal.get()["incoming"]
        return queryMultiAdapter((folder, self.request), name="receive-scans")

    def pages(self) -> Pages:
        """Return where in the box this batch is."""
        return Pages(self.listing().total, self.start, SIZE)

    def total(self) -> str:
        """Return how much the open box holds, in words."""
        return self.say(_("${count} documents", count=self.listing().total))

    def pages_address(self) -> str:
        """Return the address of a batch, its number left out."""
        return self.address(box=self.box) + "&start="

    def empty(self) -> dict:
        """Return what an empty box says."""
        title, hint = domain.EMPTY[self.box]
        return {"title": self.say(title), "hint": self.say(hint)}

    @property
    def asked(self) -> str:
        """The line that the reader chose."""
        return str(self.request.form.get("item", ""))

    @property
    def chosen(self) -> str:
        """The line that is read: the chosen one, else the first."""
        items = self.listing().items
        last = self.last()
        if last and last.item in [item.uid for item in items]:
            return last.item
        return self.asked or (items[0].uid if items else "")

    def rows(self) -> list[dict]:
        """Return the lines, each with the heading that begins above it."""
        headings = self.listing().headings
        rows, above = [], ""
        for item in self.listing().items:
            under = operations.heading(item.line, self.today)
            row = self.row(item)
            if under != above and len(headings) != 1:
                row["heading"] = self.say(domain.headline(self.box, under))
                row["under"] = headings[under] or ""
            rows.append(row)
            above = under
        return rows

    def row(self, item: operations.Item) -> dict:
        """Return what one line of the list says."""
        line = item.line
        due = self.haste(item) or self.due(line.get("due"))
        shows = line.get("due") or line.get("duty") or due["kind"] == "late"
        return {
            "heading": "",
            "uid": item.uid,
            "number": line.get("number") if line.get("kind") == "incoming" else None,
            "symbol": line.get("symbol") or line.get("type", ""),
            "stamp": self.stamp(line.get("priority", "")),
            "subject": item.title,
            "due": due if shows else None,
            "sender": line.get("from", ""),
            "duty": self.say(DUTIES[line["duty"]]) if line.get("duty") else "",
            "who": self.who(line),
            "state": self.state_of(item),
            "css": " ".join(self.marks(item, due["kind"])),
            "current": "true" if item.uid == self.chosen else None,
            "url": self.address(box=self.box, start=self.start, item=item.uid),
            "page": document_url(item),
        }

    def haste(self, item: operations.Item) -> dict | None:
        """Return how late a letter is that waits at the counter; urgent in minutes."""
        found = operations.waited(item.line)
        if found is None or not found.late:
            return None
        if item.line["priority"] == "normal" and self.box == "to_direct":
            return None
        words = domain.waited(found.minutes)
        said = self.say(words)
        icon = self.icon("exclamation-octagon-fill")
        return {"kind": "late", "icon": icon, "short": said, "full": said, "day": ""}

    def marks(self, item: operations.Item, kind: str) -> list[str]:
        """Return the classes that mark a line."""
        marks = {
            "is-late": kind == "late",
            "is-today": kind == "today",
            "is-new": item.line.get("opened") is False,
            "is-on": item.uid == self.chosen,
        }
        return [css for css, on in marks.items() if on]

    def who(self, line: dict) -> str:
        """Return who has or wrote it, without the unit where the line names it."""
        if self.box in ("to_process", "drafts"):
            return ""
        return line.get("who", "").removesuffix(f" – {line.get('from')}")

    def state_of(self, item: operations.Item) -> str:
        """Return the title of a line's state, as its process writes it."""
        flows = api.portal.get_tool("portal_workflow")
        title = flows.getTitleForStateOnType(item.state, item.kind)
        return translate(title, domain="imoit", context=self.request)

    @memoize
    def pane(self) -> dict | None:
        """Return what the reading pane shows, None when there is nothing to read."""
        paper = operations.look(self.chosen) if self.chosen else None
        if paper is None:
            return None
        document, line = paper.document, paper.item.line
        signer = document.signer or {}
        return {
            "symbol": document.symbol() or document.type_name,
            "issued": self.date(document.issued_date),
            "number": line.get("number") if line.get("kind") == "incoming" else None,
            "subject": document.subject,
            "sender": line.get("from", ""),
            "signer": " ".join(
                signer[part] for part in ("position", "name") if signer.get(part)
            ),
            "state": self.state(document),
            "due": self.due(line.get("due")) if line.get("due") else None,
            "order": self.order(paper.order),
            "url": document.absolute_url(),
            "acts": self.acts(paper.thing),
            "file": self.file(paper),
        }

    def acts(self, thing: Any) -> list[dict]:
        """Return the steps with a page of their own that may be taken now."""
        found = [step for step in steps(thing) if step.id in PAGES]
        found.sort(key=lambda step: list(PAGES).index(step.id))
        return [
            {
                "title": step.title,
                "url": f"{thing.absolute_url()}/{PAGES[step.id]}",
                "css": "btn" if place else "btn btn-primary",
                "key": KEYS.get(step.id),
            }
            for place, step in enumerate(found)
        ]

    def order(self, order: dict | None) -> dict | None:
        """Return the directive as it is shown."""
        if order is None:
            return None
        return {
            "text": order["text"],
            "by": f"{order['post_title']} {order['name']}",
            "time": self.time(order["time"]),
            "due": self.weekday(order["due"]),
        }

    def file(self, paper: operations.Paper) -> dict | None:
        """Return the file; where fetching it is a receipt, only its reader fetches it.

        A look at the desk alone is no receipt.
        """
        file = paper.file
        if file is None:
            return None
        free = self.asked or not operations.is_unread(paper, self.actor())
        sheet = Sheet(file, self.request)
        url = sheet.pdf_url(file)
        return {
            "name": file.title,
            "pdf": url,
            "shown": url if free else "",
            "shots": sheet.shots(file) if free else None,
            "sheet": sheet.sheet,
        }


class Waiting(BrowserView):
    """How much waits for somebody: the head of every page asks it by its name."""

    def count(self, actor: Any) -> int:
        """Return how much waits for *actor*."""
        return operations.waiting(actor)


class Pane(Desk):
    """The reading pane alone, for the script of the desk."""

    def show(self) -> str:
        """Return the pane's HTML."""
        self.remember()
        self.request.response.setHeader("X-Theme-Disabled", "True")
        self.request.response.setHeader("Cache-Control", "private, no-store")
        return self.pane_template()


def document_url(item: operations.Item) -> str:
    """Return the address of the document that a line is about."""
    path = item.line.get("path", "")
    if not path:
        return item.url
    portal = api.portal.get()
    return portal.absolute_url() + path.removeprefix("/".join(portal.getPhysicalPath()))

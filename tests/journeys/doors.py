"""Every door of the rooms where processes are made: pages, services, and their acts."""

from typing import NamedTuple


class Door(NamedTuple):
    """A way in: how it is asked for, and what the site manager is answered."""

    method: str
    path: str
    manager: int = 200
    body: dict = {}  # noqa: RUF012 - never changed

    @property
    def is_page(self) -> bool:
        return "@@" in self.path


ONE = "/@processes/outgoing"
PAGE = "/@@imoit-process?id=outgoing"
PARTS = ("graph", "states", "steps", "rights", "more", "trial", "versions")
# Services: each method, and each word that may follow. What is refused to the manager
# is refused for its content (409, 422), never for who asks.
SERVICES = (
    Door("GET", "/@processes"),
    Door("POST", "/@processes", 422),
    Door("GET", ONE),
    Door("GET", f"{ONE}/validation"),
    Door("GET", f"{ONE}/diff", 409),
    Door("GET", f"{ONE}/diff?before=force&after=77", 404),
    Door("GET", f"{ONE}/permissions"),
    Door("GET", f"{ONE}/versions"),
    Door("GET", f"{ONE}/replay"),
    Door("GET", f"{ONE}/dry-run", 409),
    Door("GET", f"{ONE}/simulation", 422),
    Door("GET", f"{ONE}/export"),
    Door("GET", f"{ONE}/choices"),
    Door("PATCH", ONE),
    Door("POST", f"{ONE}/draft"),
    Door("POST", f"{ONE}/checks", 422),
    Door("POST", f"{ONE}/discard"),
    Door("POST", f"{ONE}/confirm", 409),
    Door("POST", f"{ONE}/import", 422),
    Door("POST", f"{ONE}/restore", 404),
    Door("POST", f"{ONE}/publish", 409),
    Door("POST", f"{ONE}/retire", 409),
    Door("GET", "/@process-bindings"),
    Door("PATCH", "/@process-bindings", 422),
)
PAGES = (
    Door("GET", "/@@imoit-processes"),
    Door("GET", "/@@imoit-calendar"),
    Door("GET", "/@@imoit-bindings"),
    Door("GET", "/@@imoit-process-compare?id=outgoing"),
    Door("GET", "/@@imoit-process-step?id=outgoing&step=publish"),
    *(Door("GET", f"{PAGE}&part={part}") for part in PARTS),
    *(Door("GET", f"{PAGE}&format={kind}") for kind in ("gs", "zip", "bpmn", "svg")),
)
# What a form of the page does; refused without its token.
ACTS = (
    "check",
    "state",
    "remove",
    "rights",
    "publish",
    "confirm",
    "discard",
    "restore",
    "add_state",
    "copy_rights",
    "import",
    "manage",
    "order",
    "whole",
    "group_roles",
    "variable",
    "drop_variable",
    "worklist",
    "drop_worklist",
)
FORMS = (
    *(Door("POST", f"{PAGE}&do={act}", 403) for act in ACTS),
    Door("POST", "/@@imoit-calendar", 403),
    Door("POST", "/@@imoit-bindings", 403),
    Door("POST", "/@@imoit-processes", 403),
    Door("POST", "/@@imoit-process-step?id=outgoing&step=publish&do=remove", 403),
)
EVERY = (*SERVICES, *PAGES, *FORMS)

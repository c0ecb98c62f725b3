"""What is said when a request met others in every try."""

from imoit.workflows.refusal import _
from imoit.workflows.speech.operations import say
from Products.Five.browser import BrowserView

import html
import json


class BusyView(BrowserView):
    """409 and “send it again”: nothing was changed, and nothing is wrong."""

    def __call__(self):
        words = say(
            _("Others were working on the same. Nothing was changed: send it again."),
            self.request,
        )
        response = self.request.response
        response.setStatus(409, lock=1)
        response.setHeader("Retry-After", "1")
        if "application/json" in (self.request.get_header("Accept") or ""):
            response.setHeader("Content-Type", "application/json")
            return json.dumps({"type": "Conflict", "message": words, "errors": []})
        response.setHeader("Content-Type", "text/html; charset=utf-8")
        return f"<!DOCTYPE html><title>iMOIT</title><p>{html.escape(words)}</p>"

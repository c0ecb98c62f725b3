"""What acts are called in the list of the journal."""

from imoit.workflows.journal.domain import CUT
from imoit.workflows.refusal import _
from imoit.workflows.refusal import Sentence


ACTS = {
    CUT: _("The end of the journal had been cut off"),
    "accept": _("Result accepted"),
    "approve_content": _("Content approved"),
    "approve_form": _("Form approved"),
    "attach": _("File added"),
    "back": _("Signing folder back"),
    "change": _("Record corrected"),
    "close": _("Closed with the lead task"),
    "complete": _("Finished"),
    "delegated": _("Delegated"),
    "delegation_ended": _("Delegation ended"),
    "direct": _("Directive given"),
    "directive": _("Directive sent"),
    "draft": _("Draft begun"),
    "file": _("Put on file"),
    "forward": _("Task passed on"),
    "lift_restriction": _("Restriction lifted"),
    "lift_to_numbered": _("Restriction lifted"),
    "lift_to_signed": _("Restriction lifted"),
    "mark_seen": _("Taken note of"),
    "open": _("Task opened"),
    "person_added": _("Person added"),
    "post_added": _("Post added"),
    "post_confirmed": _("Post confirmed by a second person"),
    "post_given": _("Post given"),
    "post_taken": _("Post taken back"),
    "post_wish_dropped": _("Wish for a post dropped"),
    "post_wished": _("Post asked for"),
    "progress": _("Progress reported"),
    "publish": _("Published"),
    "published_to": _("Sent to recipients"),
    "read": _("Document read"),
    "recall": _("Recalled"),
    "receive": _("Letter received"),
    "record_signature": _("Signature recorded"),
    "redirect": _("Passed to another leader"),
    "refuse": _("Letter refused"),
    "refused_at_gate": _("Refused at the gate"),
    "register": _("Registered"),
    "reopen": _("Reopened"),
    "replace": _("Replaced"),
    "report": _("Result reported"),
    "restrict": _("Publication stopped"),
    "return": _("Returned"),
    "return_to_form": _("Returned to the check of form"),
    "return_to_unit": _("Returned to the head of the unit"),
    "send_back": _("Sent back"),
    "send_to_head": _("Draft sent to the head of the unit"),
    "signature": _("Signature recorded"),
    "submit": _("Submitted"),
    "submitted_to": _("Submitted to"),
    "take_number": _("Number given"),
    "to_leader": _("Signing folder with the leader"),
    "to_secretary": _("Signing folder with the secretary"),
    "unit_added": _("Unit added"),
}


def title(act: str) -> Sentence | str:
    """Return what *act* is called; an act without a title keeps its id."""
    return ACTS.get(act, act)

"""What the duties of a task are called, and what guards may ask of a task."""

from imoit.content.tasks.schema import ITask
from imoit.workflows.refusal import _
from imoit.workflows.transitions.schema import Condition
from imoit.workflows.transitions.schema import Conditions


DUTIES = {
    "lead": _("Lead"),
    "support": _("Support"),
    "informed": _("To be informed"),
}
CONDITIONS = Conditions(
    lead=Condition(_("it is the lead's"), ITask, lambda t: t.duty == "lead"),
    timed=Condition(_("it has a deadline"), ITask, lambda t: bool(t.due)),
    reported=Condition(_("something was reported"), ITask, lambda t: bool(t.reports)),
)

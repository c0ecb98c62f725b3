"""What the duties of a task are called."""

from imoit.workflows.refusal import _


DUTIES = {
    "lead": _("Lead"),
    "support": _("Support"),
    "informed": _("To be informed"),
}

"""The page where the site manager says what happens to a bad scan."""

from imoit.content.files.schema import IScanRules
from plone.app.registry.browser.controlpanel import ControlPanelFormWrapper
from plone.app.registry.browser.controlpanel import RegistryEditForm
from plone.z3cform import layout
from zope.i18nmessageid import MessageFactory


_ = MessageFactory("imoit")


class ScanRulesForm(RegistryEditForm):
    """Edits the rules; they hold for files that come after."""

    schema = IScanRules
    schema_prefix = "imoit.files"
    label = _("Files and scans")
    description = _(
        "What happens to a file that is not as Decree 30/2020 or safety asks. A change "
        "here counts for files that come later; what was marked stays marked."
    )


ScanRulesPage = layout.wrap_form(ScanRulesForm, ControlPanelFormWrapper)

"""What signing does when the scan of a signed paper comes."""

from Acquisition import aq_base
from imoit.content.signing.domain import match


def scanned(attachment, event) -> None:
    """Hold the code in the scan against the folder's, before it lies there."""
    document = aq_base(event.newParent)
    if attachment.role == "signed_scan" and hasattr(document, "folder_code"):
        codes = getattr(attachment, "_v_codes", ())
        attachment.paper = match(document.folder_code, codes)

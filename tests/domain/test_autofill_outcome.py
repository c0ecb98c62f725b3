from imoit.content.autofill.domain import Found
from imoit.content.autofill.domain.outcome import Outcome
from imoit.content.autofill.domain.outcome import outcomes
from imoit.content.autofill.domain.outcome import tallies


SAID = {"issuer": "Sở Nội vụ", "symbol": "318/SNV-CCHC", "subject": "V/v góp ý"}


def test_a_proposal_is_kept_corrected_or_missed():
    found = {
        "issuer": Found("SỞ NỘI  VỤ", 0.9),
        "symbol": Found("818/SNV-CCHC", 0.7),
        "signer": Found("Hoàng Ngọc Ánh", 0.3),
    }

    assert outcomes(found, SAID) == [
        Outcome("issuer", "sure", "kept"),
        Outcome("symbol", "likely", "corrected"),
        Outcome("subject", "none", "missed"),
        Outcome("signer", "doubtful", "corrected"),
    ]


def test_what_nobody_proposed_and_nobody_wrote_counts_nothing():
    assert outcomes({}, {}) == []


def test_tallies_tell_the_share_that_needed_no_typing_and_the_false_certainty():
    counted = [
        (Outcome("issuer", "sure", "kept"), 7),
        (Outcome("issuer", "sure", "corrected"), 1),
        (Outcome("issuer", "likely", "kept"), 1),
        (Outcome("issuer", "none", "missed"), 1),
    ]
    found = {tally.field: tally for tally in tallies(counted)}

    issuer = found["issuer"]
    assert (issuer.kept, issuer.corrected, issuer.missed) == (8, 1, 1)
    assert (issuer.sure, issuer.sure_corrected) == (8, 1)
    assert issuer.share == 0.8
    assert found["subject"].share is None

"""The check on other cases than those that it was made with: what it lets through, and what it does not."""

import pytest

from knowledge.answers.cases.common import common_of
from knowledge.answers.prose.checking import check_prose
from knowledge.answers.prose.offered import evidence_of
from tests.prose.desk import a_case, at

MATERIAL = [
    a_case(
        "T-31",
        at(2),
        escalated=6.5,
        resolved=50.0,
        subject="OAuth refresh fails with E-3420",
        description=(
            "Since Monday our connector asks 138 users to sign in again every morning. The refresh of the token"
            " ends with E-3420 after 15 minutes."
        ),
        resolution=(
            "The clock of the calling server was 12 minutes ahead. After the clock was synchronised the refresh"
            " worked; nothing was changed on our side."
        ),
        outcome="explained",
        product="Identity",
        team="Identity Team",
        hours_to_first_response=3.0,
    ),
    a_case(
        "T-32",
        at(8),
        resolved=20.0,
        subject="Sign-in loop after password reset",
        description=(
            "After the password reset the sign-in page comes back again and again on Safari 18. 12 employees"
            " cannot work."
        ),
        resolution=(
            "An old session was not ended by the reset. The session was deleted and the fix is part of release 5.17.0."
        ),
        outcome="fix",
        product="Identity",
        team="Identity Team",
        hours_to_first_response=1.0,
    ),
    a_case(
        "T-33",
        at(20),
        escalated=40.0,
        resolved=200.0,
        subject="SAML sign-in broken for all employees",
        description="All 138 employees are stopped at the SAML step with 'signature invalid'.",
        resolution=(
            "The old certificate stayed in a cache and came back after each restart. Both certificates are now"
            " read and the cache was emptied on all nodes."
        ),
        outcome="fix",
        product="Identity",
        team="Platform Engineering",
        hours_to_first_response=0.5,
        handoffs=2,
    ),
]
HONEST = [
    "The OAuth refresh failed with E-3420 because the clock of the calling server was 12 minutes ahead [T-31].",
    "Once the clock was synchronised, the token refresh worked again [T-31].",
    "The old session was deleted, and a fix is part of release 5.17.0 [T-32].",
    "The calling server's clock was 12 minutes ahead, so the token refresh failed with E-3420 [T-31].",
    "The refresh of the token worked after the clock was synchronised [T-31].",
    "After the cache was emptied on all nodes, both certificates were read [T-33].",
    "The sign-in page kept coming back on Safari 18 [T-32].",
    "A password reset did not end the old session [T-32].",
    "Synchronising the clock resolved the problem [T-31].",
    (
        "An old certificate stayed in a cache and came back after every restart, so SAML sign-in was broken"
        " for all 138 employees [T-33]."
    ),
    "The cache was emptied on all nodes and both certificates are now read [T-33].",
    "Two of the three cases escalated [T-31] [T-33].",
    "Two cases ended in a fix [T-32] [T-33].",
    "Resolution took from 20 hours to more than eight days [T-32] [T-33].",
    "The Identity Team handled two of the three cases [T-31] [T-32].",
    "The first response came within three hours [T-31].",
    "Nothing had to be changed on the support side [T-31].",
    "About two thirds of the similar cases escalated [T-31] [T-33].",
    "12 employees could not work after the password reset [T-32].",
    "138 users had to sign in again every morning [T-31].",
]
REFUSED = [
    "The old session was deleted and a fix shipped with release 5.17.0 [T-32].",
    "The fix for the sign-in loop came with release 5.17.0 [T-32].",
    "An old session was the cause of the sign-in loop [T-32].",
]
"""Honest, and refused all the same: they join words of two sentences of a case, or have a verb of their own."""
HOSTILE = [
    "The clock of the calling server was 15 minutes ahead [T-31].",
    "The refresh of the token ends with E-3420 after 12 minutes [T-31].",
    "The clock of the calling server was 12 minutes behind [T-31].",
    "12 employees were asked to sign in again every morning [T-31].",
    "The session was deleted in release 5.18.0 [T-32].",
    "All three cases ended in a fix [T-31] [T-32] [T-33].",
    "Two of the three cases escalated within a day [T-31] [T-33].",
    "The new certificate stayed in a cache and came back after each restart [T-33].",
    "The case escalated after 200 hours [T-33].",
    "The case was resolved after six and a half hours [T-31].",
    "138 employees were stopped by Okta at the SAML step [T-33].",
    "Everything was changed on our side [T-31].",
    "The old session was ended by the reset [T-32].",
    "Every user had the SAML problem twice [T-33].",
    "The cache was emptied on all 40 nodes [T-33].",
    "The problem began on Tuesday [T-31].",
    "A third of the cases escalated [T-31].",
    "The password reset came back again on Firefox 18 [T-32].",
    "The first response came after 3 minutes [T-31].",
    "The calling server asked 138 users to sign in again [T-31].",
    "The Identity Team synchronised the clock [T-31].",
    "The customer deleted the session [T-32].",
    "The cache was replaced on all nodes [T-33].",
    "The employees emptied the cache on all nodes [T-33].",
    "The clock was synchronised before the refresh failed [T-31].",
    "The refresh worked before the clock was synchronised [T-31].",
    "Safari 18 ended the old session [T-32].",
    "The release was emptied on all nodes [T-33].",
    "Empty the cache on all nodes [T-33].",
    "Delete the session and install release 5.17.0 [T-32].",
]
EVIDENCE = evidence_of(MATERIAL, common_of(MATERIAL), "en")


@pytest.mark.parametrize("prose", HONEST)
def test_an_honest_reply_of_other_cases_holds(prose: str) -> None:
    assert check_prose(prose, EVIDENCE) == []


@pytest.mark.parametrize("prose", HOSTILE)
def test_a_hostile_reply_of_other_cases_is_refused(prose: str) -> None:
    assert check_prose(prose, EVIDENCE)

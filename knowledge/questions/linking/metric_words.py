"""Words that mean a metric only together with others, as data."""

from collections.abc import Mapping, Sequence
from enum import StrEnum


class Cue(StrEnum):
    """Words that name a metric only together: "what *share* of the *cases* *escalated*"."""

    CASE = "cue: case"
    OPENED = "cue: opened"
    ESCALATED = "cue: escalated"
    SHARE = "cue: share"
    RATIO = "cue: ratio"
    RATE = "cue: rate"
    OFTEN = "cue: how often"
    PART_OF_ESCALATIONS = "cue: share of escalations"
    CASES_AND_ESCALATIONS = "cue: cases and escalations"
    TO_MANAGEMENT = "cue: escalated to management"
    LONG = "cue: how long"
    RESPOND = "cue: first response"
    RESOLVE = "cue: resolve"
    DECIDE = "cue: decide"
    ACCEPTED = "cue: accepted"
    DECLINED = "cue: declined requests"
    APPROVAL = "cue: approval"
    EARLY = "cue: early"
    OPEN = "cue: open"
    REVIEW = "cue: quality reviews"
    HANDLED = "cue: handled"
    TO_A_TIER = "cue: moved to one tier"
    WITH_HANDOFF = "cue: cases with handoffs"
    ARRIVED = "cue: came in"
    UPSTAIRS = "cue: kicked upstairs"
    BACK = "cue: came back"
    FREQUENT = "cue: most common"
    TROUBLE = "cue: trouble"


STOCKS = frozenset({"backlog", "aged_cases", Cue.OPEN})
"""What is counted at the end of a period."""


def crossed(*parts: str) -> tuple[str, ...]:
    """Every phrase with one of the alternatives (between bars) of each part; "" leaves the part out."""
    phrases = [""]
    for part in parts:
        phrases = [f"{phrase} {one}".strip() for phrase in phrases for one in part.split("|")]
    return tuple(phrases)


CASES = "cases|case|tickets|ticket|incidents|incident|issues|issue"
MANAGER = "manager|a manager|the manager|management|a supervisor|supervisor|someone senior|a team lead"
UP = (
    "engineering|the engineers|engineers|development|the developers|developers|the next tier|the next level"
    "|"
    + "|".join(crossed("second|2nd|tier 2|level 2|l2", "or|and", "third|3rd|tier 3|3|level 3|l3", "line|level|tier|"))
    + "|a higher tier|higher tier|higher tiers|a higher level|another tier|a higher support tier|a higher support level"
    "|one tier up|one tier higher|a tier up|a tier higher|one level up|one level higher|a level up|a level higher"
    "|the next tier up|the next level up|upper tiers|the tier above|the level above"
)
ONE_TIER = (
    "tier 2|tier two|tier 3|tier three|tier ii|tier iii|level 2|level two|level 3|level three|l2|l3|second level"
    "|third level|second line|third line|the second level|the third level|the second line|the third line|2nd level"
    "|3rd level|2nd line|3rd line"
)
"""Of a move only that it went up is known, and not to which tier."""

UPWARDS = (
    "escalated|escalate|escalates|escalating|been escalated|escalations|escalation|elevated|elevate|elevates"
    "|elevations|elevation|moved|move|moves|passed|pass|sent|send|went|go|goes|reached|reach|handed|transferred"
    "|forwarded|bumped|pushed|kicked|kicked up|kicked upstairs|bumped up|moved up|passed up|sent up|sent upstairs"
    "|pushed up|ended up"
    "|end up|ends up|handed up|went up|go up|gone up|had to go|has to go|shoved up|landed"
)

HANDOFFS = "handoff|handoffs|hand off|hand offs|handover|handovers|reassignment|reassignments"

_SIZE = (
    "volume|its volume|their volume|case volume|its case volume|their case volume|size|its size|their size|its cases"
    "|their cases|caseload|its caseload|their caseload|the number of cases|the cases|how many cases it has"
)

CUE_PHRASES: Mapping[Cue, Sequence[str]] = {
    Cue.CASE: crossed(f"{CASES}|stuff|tix|tkt|tkts"),
    Cue.ARRIVED: (
        *crossed("come|came|comes|coming|rolled|poured|flooded|flowed|sent|send|sends|sending|got sent", "in"),
        *crossed("sent|send|sends|sending", "us|over|our way"),
        *crossed("arrive|arrives|arriving|landed|land|lands", "|with us|on us|on our desk|on our desks|on our plate"),
        *crossed("hit|reached|reach", "us"),
        *crossed("raise|log|file|submit"),
        *crossed("bring|brings|brought", "in"),
    ),
    Cue.UPSTAIRS: crossed("|kicked|sent|went|go|bumped|moved|passed|pushed|kick|goes|gone", "upstairs"),
    Cue.BACK: (
        *crossed("boomerang|boomeranged|boomerangs"),
        *crossed("bounce|bounces|bounced|bouncing", "back", "|to us|at us|on us"),
    ),
    Cue.TROUBLE: (
        *crossed("|give|gives|giving|gave|cause|causes|causing|caused|make|makes|making", "|us", "trouble|grief|pain"),
        *crossed("hurts|burns|hurting us|troubles us"),
    ),
    Cue.OPENED: crossed(
        "opened|created|raised|logged|incoming|arrived|filed|submitted", "|by customers|by clients|by our customers"
    )
    + crossed("we|i|you|they|people|customers|clients|teams|users", "open|raise|log|create|file|submit")
    + crossed(
        "open|opens|raise|raises|log|logs|create|creates|file|files", "the most|most|the fewest|fewest|more|fewer"
    )
    + crossed("opening|raising|logging|creating", "|new", "cases|tickets|incidents|issues")
    + crossed("open|opens|raise|raises|log|logs|file|files|create|creates|submits", "a|another|a new", CASES),
    Cue.ESCALATED: (
        "escalated",
        "escalate",
        "escalates",
        "escalating",
        "been escalated",
        "get escalated",
        "gets escalated",
        "got escalated",
        *crossed("become|becomes|became", "escalated"),
        *crossed("end|ends|ended|ending", "|up|up being|up getting|in being|with being", "escalated"),
        "blow up",
        "blew up",
        "blown up",
        "blows up",
        "blowing up",
        *crossed(
            "|have|had|has|get|gets|got", "flared up|boiled over|exploded|gone critical|went critical|flare up|explode"
        ),
    ),
    Cue.SHARE: (
        "share",
        "percentage",
        "percentages",
        "percent",
        "per cent",
        "%",
        "pct",
        "%age",
        "proportion",
        "fraction",
        "how many percent",
        "how many %",
        "what part of",
        "portion",
        "slice",
        "in percent",
        "in per cent",
        "in %",
        *crossed("how big|how large", "a|is the", "share|part|portion|chunk|slice", "|of"),
        "chance",
        "probability",
        "likelihood",
        "odds",
    ),
    Cue.RATIO: (
        *("ratio", "ratios"),
        *crossed("relative to|in relation to|in proportion to|proportional to|measured against|adjusted for", _SIZE),
        *crossed("compared to|compared with|against|given|for", "its|their", "volume|case volume|size|caseload"),
    ),
    Cue.RATE: ("rate", "rates"),
    Cue.OFTEN: (
        *("how often", "how frequently"),
        *crossed("how likely", "|is it|it is|is it that|it is that|are we|is that"),
    ),
    Cue.PART_OF_ESCALATIONS: (
        *crossed(
            "share|percentage|percent|per cent|%|proportion|fraction|part|portion",
            "of",
            "|the|all|all the|our|all our|these",
            "escalations",
        ),
        *crossed("among|out of|amongst|as a share of", "|the|all|all the|our", "escalations"),
    ),
    Cue.CASES_AND_ESCALATIONS: ("cases and escalations", "escalations and cases", "escalations and all cases"),
    Cue.TO_MANAGEMENT: (
        *crossed("escalated|escalate|escalates|escalating|been escalated|escalations", "to", MANAGER),
        *crossed("management", "escalations|escalation"),
    ),
    Cue.LONG: (
        "how long",
        "how long does it take",
        "how long until",
        "how long before",
        "how long till",
        "how fast",
        "how quickly",
        "how quick",
        "how soon",
        "how slow",
        "how slowly",
        *crossed(
            "how much time|how many hours|how many days|how many minutes",
            "|pass|passes|passed|go by|goes by|went by|elapse|elapses|elapsed|lie|lies",
        ),
        "time",
        "times",
        "time it takes",
        "duration",
        "durations",
        "speed",
        "wait",
        "waits",
        "waited",
        "waiting",
        "waiting time",
        "waiting times",
        "wait time",
        "wait times",
        "delay before",
        "take",
        "takes",
        "took",
        "taking",
        "taken",
        "fast",
        "quickly",
        "slow",
        "slowly",
        "latency",
    ),
    Cue.RESPOND: (
        *crossed("|a|the|their|our|any", "first|initial", "answer|answers|response|responses|reply|replies|contact"),
        *crossed("respond|responds|responded|responding|response|responses|reply|replies|replied|replying"),
        *crossed("an|any", "answer|response|reply"),
        *crossed(
            "first|initially",
            "respond|responds|responded|reply|replies|replied|answer|answers|answered|react|reacted|acknowledge"
            "|acknowledged|contact|contacted|hear|heard|hear back|heard back|touch|touched|respond to|look at"
            "|looked at",
        ),
        *crossed("respond|responds|responded|reply|replied|react|answered", "first|initially|the first time"),
        *crossed(
            "send|sends|sent|sending|give|gives|gave|giving|get|gets|got|getting|make|post|write|wrote|receive|received",
            "|a|an|the|our|their|any|out a|out the",
            "first|initial|very first",
            "answer|answers|response|responses|reply|replies|reaction|contact",
        ),
        *crossed("answers|answered|answering|acknowledge|acknowledged|acknowledging"),
        *crossed("hear|hears|heard|hearing", "back|from us|back from us|something from us"),
        *crossed("get|gets|got|getting", "back", "to customers|to them|to a customer|to the customer|to clients"),
        *crossed(
            "|first|initially",
            "get|gets|got|getting|write|wrote|talk",
            "back",
            "to",
            "people|folks|users|our customers|somebody|someone",
        ),
        *crossed("|first|initially", "respond|reply|react|responded|replied", "to", "people|folks|users"),
        *crossed("pick|picks|picked|picking", "up|it up|them up|cases up|tickets up|up cases|up tickets"),
        *crossed("react|reacts|reacted|reaction|first touch|first touched"),
        *crossed("answer", "customers|a customer|the customer|clients|cases|a case|tickets|a ticket|them"),
        *crossed("for|get|gets|got|with", "answer|answers|answered"),
    ),
    Cue.RESOLVE: (
        *crossed("resolve|resolves|resolving|solve|solves|solving|close|closes|closing|closure|solution|solutions"),
        *crossed("to|we|we to", "fix|settle|finish|complete"),
        *crossed("get|gets|be|being|been|are|were|is|was", "fixed|settled|finished|completed"),
        *crossed("fixing|settling|sort out|sorted out|wrap up|wraps up|wrapped up|wrapping up|close out|closed out"),
        *crossed(
            "|get|gets|got|getting|being|were|was|been",
            "sorted|wrapped up|sorted out|closed out|polished off|tied up|put to bed",
        ),
        *crossed("get|gets|got|getting|were|was", "solved|resolved|closed|done"),
        *crossed("get|got", "off our plate|off our plates|off our desk|out of the door|out the door"),
    ),
    Cue.DECIDE: (
        *crossed("decide|decides|decided|deciding|decision|decisions"),
        *crossed("a|the|any", "decision"),
        *crossed("accept|accepting", "or|and", "decline|refuse|reject|declining|refusing|rejecting"),
        *crossed("accepted|approved", "or|and", "declined|refused|rejected|denied"),
        *crossed(
            "|say|says|said|get|gets|got|give|gives|gave|hear|answer|answered",
            "|a|our|the|their",
            "yes or no|yes or a no",
        ),
        *crossed("make|makes|made|making|reach|reached|take|took", "up our mind|up our minds|a decision|the decision"),
    ),
    Cue.ACCEPTED: (
        *crossed("|management|managers|we|they", "say|said|says|saying", "yes", "|to"),
        *crossed("granted|agreed to|agree to|okayed|waved through|greenlit|green lit|got a yes|get a yes|went through"),
        "accepted",
        "accept",
        "accepting",
        "acceptance",
        "get accepted",
        "gets accepted",
        "got accepted",
    ),
    Cue.DECLINED: (
        *crossed("turned down|turn down|turned away|said no to|say no to|knocked back|shot down"),
        *crossed("declined|refused|rejected|denied", "|escalation", "requests|request"),
        *crossed("requests|request", "|we|are|were|was|is|get|got|being", "declined|refused|rejected|denied|declining"),
        *crossed("decline|declining|refuse|reject|refusing|rejecting", "|escalation|the|a|an", "requests|request"),
    ),
    Cue.APPROVAL: (
        *crossed("approval|approvals|approve|approves|approved|approving|sign off|signoff|signed off"),
        *crossed("an|the|any|a", "approval|sign off|go ahead|green light"),
        *crossed("sign offs|go ahead|go aheads|green light|the nod|the okay"),
    ),
    Cue.EARLY: (
        *crossed("early|immediately|right away|straight away|at once"),
        *crossed("very|too|so", "early"),
        *crossed("on|in|within", "the", "first", "day|hours"),
    ),
    Cue.OPEN: ("open", "unsolved"),
    Cue.HANDLED: (
        *crossed("handled|handle|handles|handling|processed|process|processes|processing"),
        *crossed("deal|deals|dealt|dealing", "with"),
        *crossed("worked|work|works|working", "on"),
    ),
    Cue.TO_A_TIER: (
        *crossed(UPWARDS, "to|up to|on to", ONE_TIER),
        *crossed("reach|reached|needed|need|involve|involved|ended up with", ONE_TIER),
    ),
    Cue.WITH_HANDOFF: (
        *crossed(f"{CASES}|", "with|having|had", "|a|any|some|one|at least one|one or more", HANDOFFS),
        *crossed("total|sum of|sum of all|total number of", "|the", HANDOFFS),
    ),
    Cue.REVIEW: ("reviews", "review", "qa reviews", "quality reviews", "quality review"),
}

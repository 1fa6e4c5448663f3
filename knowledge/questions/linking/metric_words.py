"""The words for metrics, as data: a metric that the catalogue does not declare is known by name only."""

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
    "|a higher tier|higher tier|higher tiers|a higher level|another tier|a higher support tier|a higher support level"
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
    "|forwarded|bumped|pushed"
)

HANDOFFS = "handoff|handoffs|hand off|hand offs|handover|handovers|reassignment|reassignments"

CUE_PHRASES: Mapping[Cue, Sequence[str]] = {
    Cue.CASE: crossed(CASES),
    Cue.OPENED: crossed(
        "opened|created|raised|logged|incoming|arrived|filed|submitted", "|by customers|by clients|by our customers"
    )
    + crossed("we|i|you|they|people|customers|clients|teams|users", "open|raise|log|create|file|submit")
    + crossed(
        "open|opens|raise|raises|log|logs|create|creates|file|files", "the most|most|the fewest|fewest|more|fewer"
    )
    + crossed("opening|raising|logging|creating", "|new", "cases|tickets|incidents|issues"),
    Cue.ESCALATED: (
        "escalated",
        "escalate",
        "escalates",
        "escalating",
        "been escalated",
        "get escalated",
        "gets escalated",
        "got escalated",
        "blow up",
        "blew up",
        "blown up",
    ),
    Cue.SHARE: (
        "share",
        "percentage",
        "percentages",
        "percent",
        "per cent",
        "%",
        "pct",
        "proportion",
        "fraction",
        "how many percent",
        "how many %",
        "what part of",
        "chance",
        "probability",
        "likelihood",
        "odds",
    ),
    Cue.RATIO: ("ratio", "ratios"),
    Cue.RATE: ("rate", "rates"),
    Cue.OFTEN: ("how often", "how frequently", "how likely"),
    Cue.PART_OF_ESCALATIONS: (
        *crossed(
            "share|percentage|percent|per cent|%|proportion|fraction", "of", "|the|all|all the|our", "escalations"
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
        "how much time",
        "how many hours",
        "how many days",
        "how many minutes",
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
        "turnaround",
        "turnaround time",
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
        *crossed("answers|answered|answering|acknowledge|acknowledged|acknowledging"),
        *crossed("hear|hears|heard|hearing", "back|from us|back from us|something from us"),
        *crossed("get|gets|got|getting", "back", "to customers|to them|to a customer|to the customer|to clients"),
        *crossed("answer", "customers|a customer|the customer|clients|cases|a case|tickets|a ticket|them"),
        *crossed("for|get|gets|got|with", "answer|answers|answered"),
    ),
    Cue.RESOLVE: (
        *crossed("resolve|resolves|resolving|solve|solves|solving|close|closes|closing|closure|solution|solutions"),
        *crossed("to|we|we to", "fix|settle|finish|complete"),
        *crossed("get|gets|be|being|been|are|were|is|was", "fixed|settled|finished|completed"),
        *crossed("fixing|settling|sort out|wrap up"),
    ),
    Cue.DECIDE: (
        *crossed("decide|decides|decided|deciding|decision|decisions"),
        *crossed("a|the|any", "decision"),
        *crossed("accept|accepting", "or|and", "decline|refuse|reject|declining|refusing|rejecting"),
        *crossed("accepted|approved", "or|and", "declined|refused|rejected|denied"),
    ),
    Cue.ACCEPTED: ("accepted", "accept", "accepting", "acceptance", "get accepted", "gets accepted", "got accepted"),
    Cue.DECLINED: (
        *crossed("declined|refused|rejected|denied", "|escalation", "requests|request"),
        *crossed("requests|request", "|we|are|were|was|is|get|got|being", "declined|refused|rejected|denied|declining"),
        *crossed("decline|declining|refuse|reject|refusing|rejecting", "|escalation|the|a|an", "requests|request"),
    ),
    Cue.APPROVAL: (
        *crossed("approval|approvals|approve|approves|approved|approving|sign off|signoff|signed off"),
        *crossed("an|the|any", "approval"),
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

METRIC_PHRASES: Mapping[str, Sequence[str]] = {
    "cases": (
        *crossed(CASES, "opened|raised|created|logged"),
        *crossed("opened|raised|created|logged|new|incoming", CASES),
        *crossed("case|ticket|incident", "volume|volumes|count|counts|load|inflow|intake"),
        *crossed("caseload|volume|volumes|inflow|intake|workload"),
        *crossed("how", "busy"),
    ),
    "escalations": (
        *crossed("escalation|escalations"),
        *crossed("escalation", "count|counts|volume|volumes|number|numbers"),
        *crossed("escalated", CASES),
        "escalation load",
    ),
    "escalation_ratio": (
        *crossed("escalation", "ratio|ratios|share|shares|percentage|percentages|proportion|likelihood|probability"),
        "ratio of escalations to cases",
        "escalations per case",
        "escalations to cases",
        "cases to escalations",
    ),
    "escalation_requests": (
        *crossed("escalation", "request|requests"),
        *crossed("request|requests"),
        *crossed("requested|asked for|requesting|asking for", "an escalation|escalation|escalations"),
        *crossed("request|requests|calls|demands|demand", "for", "an escalation|escalation|escalations"),
        *crossed(
            "escalation|escalations",
            "requested by customers|requested by clients|requested|was requested|were requested|is requested",
        ),
        *crossed("management attention|requests for management attention"),
    ),
    "request_acceptance": (
        *crossed("request acceptance|acceptance ratio|acceptance rate|request acceptance rate|accepted requests"),
        *crossed("acceptance", "of", "|escalation|the", "requests"),
    ),
    "decision_latency": (
        *crossed("decision", "latency|latencies|time|times|delay|delays|speed"),
        *crossed("time|hours", "to", "decide|decision|a decision|decisions"),
    ),
    "elevations": (
        *crossed("elevation|elevations|elevated|elevate|elevates|elevating|been elevated|get elevated|got elevated"),
        *crossed("elevated", CASES),
    ),
    "elevation_ratio": ("elevation ratio", "elevation ratios", "elevation rate", "elevation share"),
    "early_escalation_share": (
        *crossed("early", "escalation", "share|ratio|rate|percentage"),
        *crossed("early", "escalation|escalations"),
        *crossed("escalated|escalate", "early|too early|very early"),
    ),
    "time_to_escalate": (
        *crossed("time|times|hours|days", "to|until|till|before", "|an|the|first|being", "escalation|escalate"),
        "escalation time",
        "escalation times",
        "time before cases escalate",
    ),
    "time_to_first_response": (
        *crossed("time|times|hours|minutes", "to|until|till", "|the|a|our", "|first", "response|reply|answer|respond"),
        *crossed("first|initial", "response|reply|answer", "time|times"),
        *crossed("response|reply|answering", "time|times|speed"),
        "responsiveness",
        "frt",
        "how responsive",
    ),
    "resolutions": (
        *crossed("resolution|resolutions|resolved|solved|closed|closures"),
        *crossed("resolved|solved|closed", CASES),
        *crossed(CASES, "resolved|solved|closed"),
    ),
    "time_to_resolve": (
        *crossed("time|times|hours|days", "to|until|till", "|a|the", "resolve|resolution|solve|solution|close|closure"),
        *crossed("resolution|handling|solution|closing|handle|solving|closure|cycle", "time|times|speed"),
        "time to fix",
    ),
    "reopen_ratio": (*crossed("reopen|reopening|re opening|re open", "ratio|ratios|rate|rates|share|percentage"),),
    "handoffs_per_case": (
        *crossed("handoff|handoffs|hand off|hand offs|handover|handovers|hand over|hand overs", "|per case"),
    ),
    "repeat_contact_ratio": (
        *crossed("repeat|repeated", "contact|contacts", "|ratio|rate|share"),
        *crossed("recontact|recontacts|recontact rate"),
    ),
    "sla_attainment": (
        *crossed("sla|slas", "|attainment|compliance|performance|adherence|achievement|attained|hit rate"),
        *crossed("service", "level|levels", "|agreement|agreements|attainment|compliance"),
    ),
    "approval_wait": (
        *crossed("approval", "wait|waits|time|times|delay|delays|waiting time"),
        *crossed("wait|waits|waiting|waited|time|delay", "for|on", "|an|the", "approval|approvals|sign off"),
    ),
    "exception_ratio": (*crossed("|policy", "exception", "ratio|ratios|rate|rates|share"),),
    "complaints": (
        *crossed("complaint|complaints|complain|complained|complains|complaining"),
        *crossed(CASES, "with", "a complaint|complaints"),
    ),
    "csat": (
        *crossed("csat|csats", "|score|scores|rating|ratings"),
        *crossed("|customer|client", "satisfaction", "|score|scores|rating|ratings"),
    ),
    "quality_score": (
        *crossed("quality|qa|quality assurance|quality review|qa review", "score|scores|rating|ratings"),
        "quality",
        "quality assurance",
        "qa",
    ),
    "backlog": (
        *crossed("backlog|backlogs"),
        *crossed("open|unresolved|unsolved|outstanding", CASES),
        *crossed("unresolved|outstanding"),
        *crossed("still|currently|remain|remains|remaining|left|yet|now", "open|unresolved|unsolved"),
        *crossed("still", "not|to be", "resolved|solved|closed"),
        *crossed("not|not yet", "yet resolved|yet closed|yet solved|resolved yet|closed yet|solved yet"),
        *crossed("waiting|yet", "to be", "resolved|solved|closed"),
        *crossed("pile|pileup|pile up", "|of cases"),
        *crossed("work in progress|wip"),
    ),
    "aged_cases": (
        *crossed("aged|aging|ageing|stale|overaged", CASES),
        *crossed("old", "|open", CASES),
        *crossed("aged|aging|ageing|stale"),
        *crossed("long", "open|open cases|running cases|standing cases"),
        *crossed("aged|ageing|aging|stale|old", "backlog"),
    ),
}
"""A metric's own words."""

STATISTIC_PHRASES: Mapping[str, Mapping[str, Sequence[str]]] = {
    "mean": {"time_to_resolve": ("mttr",), "time_to_first_response": ("mtta", "mean time to acknowledge")},
}
"""Words that name a metric and the statistic of it."""

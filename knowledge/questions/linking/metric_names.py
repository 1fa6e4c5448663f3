"""The words for metrics, as data: a metric that the catalogue does not declare is known by name only."""

from collections.abc import Mapping, Sequence

from knowledge.questions.linking.metric_words import CASES, crossed

METRIC_PHRASES: Mapping[str, Sequence[str]] = {
    "cases": (
        *crossed(CASES, "opened|raised|created|logged"),
        *crossed("opened|raised|created|logged|new|incoming", CASES),
        *crossed("case|ticket|incident", "volume|volumes|count|counts|load|inflow|intake"),
        *crossed("caseload|volume|volumes|inflow|intake|workload|influx"),
        *crossed("inbound|incoming|new", "volume|volumes|load|demand|traffic|flow|case volume|case load|work"),
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
        *crossed("requested|ask for|asks for|asked for|requesting|asking for", "an escalation|escalation|escalations"),
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
        *crossed(
            "|time|hours|days", "from", "|the", "opening|open|creation", "to|until", "|the|first|an", "escalation"
        ),
        *crossed("between", "|the", "opening|creation", "and", "|the|first|an", "escalation"),
        "escalation time",
        "escalation times",
        "time before cases escalate",
    ),
    "time_to_first_response": (
        *crossed(
            "time|times|hours|minutes|duration|delay",
            "to|until|till|before",
            "|the|a|our",
            "|first",
            "response|reply|answer|respond",
        ),
        *crossed("first|initial", "response|reply|answer", "time|times"),
        *crossed("response|reply|answering", "time|times|speed"),
        *crossed(
            "|time|hours|minutes",
            "from",
            "|the",
            "opening|open|creation",
            "to|until",
            "|the|a",
            "first",
            "response|reply|answer",
        ),
        "responsiveness",
        *("frt", "ttfr"),
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
        *crossed(
            "|time|hours|days",
            "from",
            "|the",
            "opening|open|creation",
            "to|until",
            "|the",
            "resolution|solution|closure",
        ),
        *("time to fix", "ttr"),
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
        *crossed(
            "sla|slas",
            "|attainment|compliance|performance|adherence|achievement|attained|hit rate|hit|hits|score"
            "|scores|success|record|results",
        ),
        *crossed("service", "level|levels", "|agreement|agreements|attainment|compliance"),
    ),
    "approval_wait": (
        *crossed("approval", "wait|waits|time|times|delay|delays|waiting time"),
        *crossed("wait|waits|waiting|waited|time|delay", "for|on", "|an|the", "approval|approvals|sign off"),
    ),
    "exception_ratio": (*crossed("|policy", "exception", "ratio|ratios|rate|rates|share"),),
    "complaints": (
        *crossed("|formal|official|customer", "complaint|complaints"),
        *crossed("complain|complained|complains|complaining"),
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

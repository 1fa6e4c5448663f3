"""What people say instead of a metric's own words, as data: the answer tells how it was read."""

from collections.abc import Mapping, Sequence

from knowledge.questions.linking.metric_words import CASES, MANAGER, UP, UPWARDS, crossed

LOOSE_PHRASES: Mapping[str, Sequence[str]] = {
    "escalations": ("blow ups", "blowups"),
    "escalation_requests": (
        *crossed(
            "ask|asks|asked|asking|want|wants|wanted|demand|demands|demanded|demanding|requested|request|insisted on",
            "|for|to speak to|to speak with|to talk to|to talk with|to see",
            MANAGER,
        ),
        *crossed("speak|talk|spoke|talked", "to|with", MANAGER),
        *crossed("manager|supervisor|management", "requests|request"),
        *crossed("ask|asks|asked|asking|wanted|want", "to", "escalate|be escalated"),
        *crossed("requests|request", "for", MANAGER),
        *crossed("involve|involved|bring in|brought in|pull in|pulled in|called for|call for|calling for", MANAGER),
        *crossed(
            "asked for|asks for|ask for|asking for|requested|requests|request|called for|calls for|call for|wanted"
            "|wants|want|demanded|demands|demand|sought|seeks|seek|needs|needed",
            "|our|more",
            "management attention",
        ),
        *crossed(
            "management attention", "|was|is|were|being|got", "asked for|requested|called for|demanded|sought|wanted"
        ),
        *crossed("manager|the manager|supervisor|the boss", "|was|were|is|being|got", "asked for|called for|demanded"),
    ),
    "elevations": (
        *crossed(UPWARDS, "to|up to|on to", UP),
        *crossed("reach|reached|needed|need|involve|involved|ended up with", UP),
        *crossed(
            "push|pushed|kick|kicked|send|sent|move|moved|pass|passed|bump|bumped|hand|handed|take|took",
            "something|things|it|them|cases|a case|tickets|a ticket|stuff|incidents",
            "|on|up",
            "a level|a tier|one level|one tier|the line|the ladder|to the next level|to the next tier|upstairs",
        ),
        *crossed("go|goes|went|gone|going", "|had to|has to", "up", "a tier|a level|one tier|one level|the tiers"),
        *crossed(UPWARDS, UP),
        *crossed("tier|level", "transfers|transfer|changes|jumps"),
        *crossed("moved|moving|move|bumped|gone|went|go", "up", "a tier|a level|one tier|one level|the tiers"),
        *crossed("functional", "escalations|escalation"),
    ),
    "request_acceptance": (
        *crossed("hierarchical escalations accepted|requests granted|granted requests|requests honoured"),
    ),
    "reopen_ratio": (
        *crossed(
            "bounce|bounced|came|come|comes",
            "back",
            "after",
            "closing|closure|resolving|resolution|solving|being closed",
        ),
        *crossed("|get|got|gets|being|been", "reopened|reopen|reopens|reopening|reopenings|re opened|re open"),
        *crossed("reopened", CASES),
        *crossed(
            "after|although|though|once|when",
            "we|they|support|the team",
            "|had|have",
            "said|thought|declared|claimed|told them|told the customer",
            "|that",
            "it|it's|it is|it was|they were|them|everything was",
            "fixed|resolved|solved|closed|done",
        ),
        *crossed("opened|open", "again"),
        *crossed("resolved|closed|solved", CASES, "|that|which", "come|came|comes|coming|bounce|bounced", "back"),
        *crossed("bounce|bounced|come|came|comes", "back", "after", "being|they were|it was", "resolved|closed|solved"),
        *crossed("come|came|comes", "back", "after", "resolution|closing|closure"),
        *crossed("did not|didn't|does not|doesn't|don't|do not|won't", "stay", "resolved|closed|solved|fixed|shut"),
        *crossed("bounce|bounced|bounces|pop|popped|come|came|comes|go|went", "back", "open|to life|from the dead"),
        *crossed("did not|didn't|does not|doesn't", "stick"),
        *crossed("opened|open|opens", "up", "again"),
        *crossed(
            "come|came|comes|bounce|bounced",
            "back",
            "|to us",
            "after|once",
            "we|they were",
            "|had|have",
            "resolved|closed|solved|closed them|resolved them|solved them|fixed them",
        ),
    ),
    "handoffs_per_case": (
        *crossed(
            "|get|got|gets|being|been",
            "handed off|handed over|handed around|passed around|passed on|passed along|bounced|bounced around|bouncing"
            "|bounce|bounces|transferred|transfer|transfers|transferring|shuffled|shuffled around|ping pong|ping ponged"
            "|rerouted|reassigned|hot potato|kicked around|tossed around|shunted|shunted around|punted|juggled"
            "|moved around|tossed|ping pong around|batted around|passed back and forth|sent around|pushed around",
            "|between teams|between our teams|between the teams|across teams|from team to team|among teams"
            "|between different teams|between two teams|between departments|to another team|to other teams",
        ),
        *crossed(
            "passed|moved|move|moves|handed|sent|go|goes|went|pass",
            "between teams|across teams|from team to team|between the teams|to another team|to other teams",
        ),
        *crossed(
            "hand|hands|handed|pass|passes|passed|bounce|bounces|bounced|transfer|transfers|move|moves|shuffle|shuffles",
            "cases|tickets|a case|the case|them|it",
            "off|around|over|on|between teams|to other teams|to another team|from team to team",
        ),
        *crossed("change|changed|changes", "hands|team|teams|owning team|owner team"),
        *crossed("team", "changes|switches|hops"),
        *crossed("transfers|transfer|handovers|bounces|reassignments|moves", "per", "case|ticket|incident"),
        *crossed("reassignment|reassignments"),
        *crossed("how many teams", "touch a case|touch each case|are involved in a case|touched a case"),
    ),
    "repeat_contact_ratio": (
        *crossed(
            "contact|contacted|contacting|call|called|calling|write|wrote|writing|reach out|reached out", "|us", "again"
        ),
        *crossed(
            "contact|contacted|call|called|write to|wrote to|chase|chased", "us", "|more than once|twice|repeatedly"
        ),
        *crossed("come|came|comes|coming", "back", "|to us|again|to us again"),
        *crossed("chase|chases|chased|chasing|chasers", "|us|us again|for an update|for an answer|us for an answer"),
        *crossed("ask|asked|asking", "again|twice|more than once"),
        *crossed("follow up|follow ups|followed up"),
        *crossed(
            "have to|had to|must", "contact|call|write to|chase|remind", "us", "|again|more than once|repeatedly|twice"
        ),
        *crossed("get|got|getting|be|been", "back", "in touch", "|again"),
    ),
    "sla_attainment": (
        *crossed(
            "meet|meets|meeting|met|hit|hits|hitting|keep|keeps|keeping|kept|within|inside|attain|attained|fulfil|make|made"
            "|making|makes|honour|honoured|honor|stick to|stuck to|live up to|lived up to|deliver on|delivered on",
            "|our|the|their|its|all|all our",
            "sla|slas|service level|service levels|targets|target|agreed time|deadline|deadlines",
        ),
        *crossed("sla|slas|service level|service levels", "met|kept|hit|achieved|fulfilled|attained"),
        *crossed("handled|resolved|answered|solved", "on time|in time|within target|within the target"),
        *crossed("on time|in time|punctual|punctuality"),
    ),
    "exception_ratio": (
        *crossed("goodwill", "|gesture|gestures|decision|decisions|exception|exceptions"),
        *crossed("stretch|stretched|waive|waived|ignore the|sidestep|sidestepped", "|the|our", "rules|policy|policies"),
        *crossed("|policy|granted|any", "exception|exceptions", "|granted|made|given"),
        *crossed(
            "exception|exceptions", "|do|did|have|are|were", "we|they|being", "grant|granted|make|made|give|given"
        ),
        *crossed("got|get|gets|given|granted|grant|grants|make|made|making", "|an|policy", "exception|exceptions"),
        *crossed(
            "bend|bent|bending|break|broke|broken|deviate from|deviated from", "|the|our", "rules|policy|policies"
        ),
        *crossed("exception|exceptions", "to|from", "|the|our", "policy|policies|rule|rules"),
        *crossed("outside of|against|deviations from|deviation from", "|the|our", "policy"),
    ),
    "csat": (
        *crossed("how", "satisfied|happy|pleased|content"),
        *crossed("satisfied|happy|happiness|rated|rating|ratings|customer rating|customer ratings|customer score"),
        *crossed("rate|rated|rates|rating", "us|our service|our support|the service"),
        *crossed("survey|smiley|happiness", "score|scores|rating|ratings|results"),
        *crossed("customer", "mood|happiness"),
        *crossed("think|thought|thinks", "of us|about us"),
    ),
    "quality_score": (
        *crossed("how good is", "the|our", "quality|work"),
        *crossed("quality", "of", "|our|the", "work|answers|support|handling|service"),
        *crossed("by|in|on|in the|in our", "quality|qa", "reviews|review|audits|checks"),
        *crossed("review|qa|audit", "score|scores|marks|results|numbers|grades"),
    ),
    "aged_cases": (
        *crossed("been open", "too long|for too long|so long|very long"),
        *crossed("open", "too long|for too long|for ages"),
        *crossed("rotting|gathering dust|lingering|dragging on|stuck cases|languishing"),
    ),
    "backlog": (
        *crossed("in", "the|our", "queue"),
        *crossed("queue", "size|length"),
        *crossed(
            "|still",
            "on our plate|on our plates|on our desk|on our hands|on our books|in the pipeline|in the hopper",
        ),
        *crossed(
            "not done yet|still to do|in progress|still to be done|left to do|still pending|not finished|unfinished"
        ),
        *crossed("|still", "lying|sitting|hanging", "around|open|there", "|unsolved|unresolved|open|undone"),
        *crossed("how much|how many|what", "is|was|are|were|has been|had been", "|still", "open|unsolved|unresolved"),
        *crossed("to do", "pile|list"),
        *crossed("on|in", "the", "pile|stack"),
        *crossed("still", "sitting|sits|sit|lying|hanging|with|waiting|stuck", "|with|around|there|at"),
        *crossed("not|never|aren't|isn't|not been|not yet been", "closed|resolved|solved"),
    ),
    "complaints": (
        *crossed("grievance|grievances|grumbles|grumbled|griped|gripes|moaned|moans|moaning|kicked up a fuss"),
    ),
    "time_to_resolve": (
        *crossed("turnaround|turn around", "|time|times|speed"),
        *crossed("turn|turned", "cases|tickets|them|it|a case|stuff|things", "around"),
    ),
    "approval_wait": (
        *crossed(
            "hang|hangs|hung|hanging|sit|sits|sat|sitting|stuck|held up",
            "|waiting",
            "for|on|in|by",
            "|an|the|a",
            "approval|approvals|sign off|sign offs",
        ),
    ),
    "cases": (
        *crossed("|so|this|that|very|really|too|unusually", "busy|hectic|slammed|swamped"),
        *crossed("traffic|arrivals|incomings|inbound|inbounds|demand|load|case demand|support demand"),
    ),
    "time_to_escalate": (
        *crossed("how", "soon|quickly|fast|long", "do|did|before|until", "cases", "escalate"),
        *crossed("before|until", "a case|cases|they|it", "escalates|escalate|escalated|gets escalated|get escalated"),
    ),
}
"""Other words for a metric: the answer says how they were read."""

INVERSE_PHRASES: Mapping[str, Sequence[str]] = {
    "sla_attainment": (
        *crossed("sla|slas|service level|", "breach|breaches|breached|violations|violation|misses|missed|broken"),
        *crossed(
            "miss|misses|missed|missing|break|breaks|breaking|broke|breach|breached|breaching|violate|violated"
            "|blow|blew|blown|outside|beyond|fail|failed|failing",
            "|our|the|their|its|a|an",
            "sla|slas|service level|service levels|targets|target|deadline|deadlines",
        ),
        *crossed("unmet", "sla|slas|target|targets"),
        *crossed("too late|not on time|not in time|overdue"),
    ),
    "cases": (*crossed("|so|this|that|very|really|too|unusually", "quiet|calm"),),
    "csat": (*crossed("unhappy|dissatisfied|unsatisfied|dissatisfaction|angry|displeased"),),
}
"""Words for the opposite of a metric: where they are most, it is lowest."""

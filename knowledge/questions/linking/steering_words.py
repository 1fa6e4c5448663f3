"""The words that say what kind of answer a question wants, as data."""

from collections.abc import Mapping, Sequence

from knowledge.metrics.periods import Grain
from knowledge.questions.linking.marks import End
from knowledge.questions.plan import Show


def _from_one_to_the_next(unit: str) -> Sequence[str]:
    return tuple(
        f"{start}{unit} to {the}{end}"
        for start, the in (("", ""), ("from ", ""), ("one ", "the "), ("from one ", "the "))
        for end in ((unit,) if not the else ("next", "other"))
    )


def _in_a_row(unit: str) -> Sequence[str]:
    return tuple(f"{unit} {by} {unit}" for by in ("by", "after", "for", "upon"))


GRAIN_WORDS: Mapping[Grain, Sequence[str]] = {
    Grain.DAY: ("daily", "day to day", *_in_a_row("day")),
    Grain.WEEK: ("weekly", *_in_a_row("week"), *_from_one_to_the_next("week")),
    Grain.MONTH: ("monthly", *_in_a_row("month"), *_from_one_to_the_next("month")),
    Grain.QUARTER: ("quarterly", *_in_a_row("quarter"), *_from_one_to_the_next("quarter")),
    Grain.YEAR: ("yearly", "annual", "annually", *_in_a_row("year"), *_from_one_to_the_next("year")),
}

GRAIN_PREFIXES: Sequence[str] = ("by", "per", "each", "every", "for each", "for every", "in each", "a", "and", "and by")

TREND_WORDS: Sequence[str] = (
    "over time",
    "trend",
    "trends",
    "trending",
    "trendline",
    "develop",
    "developed",
    "developing",
    "development",
    "evolve",
    "evolved",
    "evolving",
    "evolution",
    "progress",
    "progression",
    "timeline",
    "go up",
    "go down",
    "goes up",
    "goes down",
    "went up",
    "went down",
    "going up",
    "going down",
    "going up or down",
    "up or down",
    "gone up",
    "gone down",
    "rise",
    "rising",
    "risen",
    "fall",
    "falling",
    "fallen",
    "increase",
    "increased",
    "increasing",
    "decrease",
    "decreased",
    "decreasing",
    "declining",
    "growing",
    "grow",
    "grown",
    "shrinking",
    "drop",
    "dropping",
    "dropped",
    *(
        f"{getting}{any_} {worse}"
        for getting in ("getting", "become", "becoming", "been getting", "gotten", "get")
        for any_ in ("", " any", " much", " a lot", " a bit", " steadily")
        for worse in ("worse", "better")
    ),
    "improving",
    "worsening",
    "changing",
    "change",
    "changes",
    "changed",
    "spike",
    "spiked",
    "spikes",
    "jump",
    "jumped",
    "climb",
    "climbing",
    "climbed",
    "rose",
    "fell",
    "grew",
    "shrink",
    "shrank",
    "improve",
    "improved",
    "worsen",
    "worsened",
    "decline",
    "declined",
    "decreases",
    "increases",
    "drops",
    "growth",
    "get worse",
    "get better",
    "got worse",
    "got better",
    "gotten worse",
    "gotten better",
    "been rising",
    "deteriorate",
    "deteriorating",
    "deteriorated",
    "up",
    "down",
    "history",
    "historically",
    "surge",
    "surged",
    *("time series", "movement", "movements", "uptick", "upturn", "downturn", "slump", "swing"),
    *(
        "slip",
        "slipped",
        "slipping",
        "sink",
        "sinking",
        "sank",
        "tank",
        "tanked",
        "tanking",
        "plunge",
        "plunged",
        "dip",
    ),
    *("soar", "soared", "soaring", "skyrocket", "skyrocketed", "balloon", "ballooned", "shot up", "crept up", "dipped"),
    *("through the roof", "took off", "slid", "slide", "sliding", "creeping up", "came down", "nosedived", "got bad"),
)

SPLIT_WANTED: Sequence[str] = (
    "where do",
    "where does",
    "where did",
    "where are",
    "where is the",
    "where have",
    "where we",
    "cluster",
    "clusters",
    "clustered",
    "clustering",
    "concentrate",
    "concentrated",
    "come from",
    "comes from",
    "coming from",
    "came from",
    "break down",
    "breakdown",
    "broken down",
    "split",
    "split up",
    "distribution",
    "distributed",
)

SPEED_TRENDS: Sequence[str] = (
    *(
        f"{getting} {slow}"
        for getting in ("getting", "become", "becoming", "got", "gotten", "been getting", "get")
        for slow in ("slower", "faster", "quicker", "longer", "shorter")
        for slow in (slow, f"any {slow}", f"much {slow}", f"a lot {slow}", f"{slow} and {slow}", f"a bit {slow}")
    ),
    "slowing down",
    "slowed down",
    "speeding up",
    "sped up",
    "speed up",
    "slow down",
)
"""Trend words that ask about a duration at the same time."""

STATISTICS: Mapping[str, Sequence[str]] = {
    "median": (
        *("median", "medians", "typical", "typically", "usual", "usually", "normally", "p50", "50th percentile"),
    ),
    "mean": ("mean", "average", "averages", "avg", "on average", "in average", "on the average", "averaged"),
    "p90": (
        *("p90", "90th percentile", "ninetieth percentile", "90 percentile", "90th pct", "90 % percentile"),
        *(
            f"{the}{end} {ten}"
            for the in ("", "the ")
            for end in ("slowest", "longest", "worst")
            for ten in ("ten percent", "10 percent", "10 %", "ten per cent", "10 per cent", "10th", "tenth")
        ),
        *("nine out of ten", "9 out of 10", "nine in ten", "9 in 10", "90 % of cases", "90 percent of cases"),
    ),
    "p95": ("p95", "95th percentile"),
    "p99": ("p99", "99th percentile"),
    "p75": ("p75", "75th percentile", "upper quartile"),
    "p25": ("p25", "25th percentile", "lower quartile"),
    "standard deviation": ("standard deviation", "variance", "spread"),
}
"""Those that no metric knows are read too, so that the answer can say so."""

MOMENTS: Sequence[str] = (
    *(
        "on the evening of",
        "on the evening",
        "at close of business",
        "at the close of business on",
        "at close of business on",
    ),
    *("at the end of", "by the end of", "as of", "end of", "at end of", "as at", "at the close of", "as of the end of"),
)

UNREAD: Sequence[str] = (
    *("business hours", "working hours", "office hours", "work hours", "opening hours", "out of hours", "after hours"),
    *("this morning", "this afternoon", "this evening", "last night", "at night", "team member", "team members"),
    *(
        "face to face",
        "business days",
        "business day",
        "time zone",
        "time zones",
        "at a time",
        "at the same time",
        "on time off",
    ),
    *("customer support", "customer service"),
)
"""Words that say something which no Plan can say, though each word by itself might."""

RESTS: Sequence[str] = (
    *("the rest", "rest", "others", "the others", "all others", "all the others", "everyone else", "everything else"),
    *("elsewhere", "the other ones", "other ones", "the remaining ones", "anywhere else", "all other", "the other"),
    *("other",),
)

SHOWS: Mapping[Show, Sequence[str]] = {
    Show.TABLE: ("as a table", "in a table", "as table", "in table form", "in tabular form", "as a list"),
    Show.CASES: (
        *("which cases", "which tickets", "what cases", "list cases", "list the cases", "list all cases"),
        *("list of cases", "list of the cases", "show me the cases", "show the cases", "show cases", "show me cases"),
        *("list of all cases", "list me the cases", "show me all cases", "show all cases"),
    ),
}

RANKS: Mapping[End, Sequence[str]] = {
    End.MOST: (
        "top",
        "most",
        "the most",
        "highest",
        "largest",
        "biggest",
        "greatest",
        "leading",
        "max",
        "maximum",
        *("most often", "the most often", "most frequently", "the bulk of", "the majority of", "the lion's share of"),
        *(
            f"{account} for {most}{of}"
            for account in ("account", "accounts", "accounted", "accounting")
            for most in ("most", "the most", "the bulk", "the majority", "the largest share", "the biggest share")
            for of in ("", " of")
        ),
        "descending",
        "highest first",
        "largest first",
        "biggest first",
        "most first",
        "rank",
        "ranking",
        "ranked",
    ),
    End.LEAST: (
        "bottom",
        "least",
        "the least",
        "lowest",
        "fewest",
        "smallest",
        "min",
        "minimum",
        "least often",
        "ascending",
        "lowest first",
        "smallest first",
    ),
    End.WORST: ("worst", "worst first", "worst at", "weakest", "poorest", "most problematic"),
    End.BEST: ("best", "best first", "best at", "strongest"),
}

SPEED_RANKS: Mapping[End, Sequence[str]] = {
    End.MOST: ("slowest", "longest", "the longest", "the slowest", "most slowly"),
    End.LEAST: ("fastest", "quickest", "shortest", "the fastest", "the quickest", "most quickly", "the shortest"),
}
"""Ranks that ask about a duration at the same time."""

FREQUENT: Sequence[str] = tuple(
    f"{the}{most}" for the in ("", "the ") for most in ("most common", "most frequent", "commonest", "most prevalent")
)
"""Ranks of what there are the most cases of, where nothing else is counted."""

VOLUME_RANKS: Mapping[End, Sequence[str]] = {
    End.MOST: ("busiest", "the busiest", "peak", "craziest", "the craziest", "wildest", "heaviest"),
    End.LEAST: ("quietest", "the quietest"),
}
"""Ranks that ask how many cases there are at the same time."""

"""The messages that ask for one fixed thing about the answer before them, as data."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from knowledge.questions.following.follow_up_words import Phrase, phrases, said
from knowledge.questions.linking.tokens import words_of


class Wish(StrEnum):
    """What a whole message can ask about the answer before it."""

    WHY = "why"
    CASES = "cases"
    TABLE = "table"
    CHART = "chart"
    DEFINE = "define"
    THANKS = "thanks"
    REVERSE = "reverse"
    RATIO = "ratio"
    COUNT = "count"
    EVERYTHING = "everything"
    EVERYWHERE = "everywhere"
    SIMILAR = "similar"
    ONE_NUMBER = "one number"


_THAT = ("that", "it", "this", "these", "those", "them")
_CASES = ("the cases", "cases", "those cases", "these cases", "the actual cases", "them", "which ones", "the tickets")

ONE_NUMBER_WORDS = frozenset(
    words_of(f"{front}{one}{number}{behind}")
    for front in ("", "just ", "only ", "as ", "into ", "make it ", "give me ", "i need ")
    for one in ("one ", "a single ", "single ", "just one ", "only one ", "one single ")
    for number in ("number", "figure", "value", "total")
    for behind in ("", " for all of them", " for all", " please", " together", " in total", " altogether")
) | frozenset(
    words_of(text)
    for text in said(
        "combined | all together | aggregated | in aggregate | not split | unsplit | without the split |"
        "without a split | without the breakdown | no split | no breakdown | don't split | do not split | dont split |"
        "drop the split | drop the breakdown | remove the split | just the number | just the count | summed up |"
        "taken together | as a whole | one number for everything"
    )
)
"""The split is to go, and the filters stay."""
_SIMILAR_ONES = (
    *said("similar ones | similar cases | similar | cases like it | cases like this | cases like that | such cases"),
    *said(
        "like it | like this | like that | comparable ones | comparable cases | cases like this one | others like it"
    ),
)
_WHAT_IS = ("what is", "whats", "what", "what was", "what has been")

_WISHES: Mapping[Wish, Sequence[str]] = {
    Wish.CASES: (
        *(
            f"{show} {cases}"
            for show in ("show me", "show", "list", "give me", "let me see", "see")
            for cases in _CASES
        ),
        *said("the cases | which cases | which ones | which are they | the actual cases | the list | list all"),
        *(f"which cases are {that}" for that in ("those", "these", "they", "behind that", "behind it")),
        *said(
            "what are the cases | what cases | which cases exactly | cases behind it | cases behind that |"
            "drill down | the cases behind it | the cases behind that | show me the cases behind that |"
            "which cases were these | which cases were those | which cases were they | what are those cases |"
            "show me which cases"
        ),
    ),
    Wish.TABLE: (
        *(
            f"{as_} table"
            for as_ in ("as a", "as", "in a", "into a", "make it a", "make that a", "give me a", "show a")
        ),
        *said(
            "table | tabulate | tabular | in tabular form | in table form | show me a table | put it in a table |"
            "put that in a table | show it as a table | show that as a table | show me that as a table |"
            "the table | give it to me as a table | show this as a table | as a list | give me the table"
        ),
    ),
    Wish.WHY: (
        *said("how come | how so | what changed | what has changed | what went wrong | what went on"),
        *(
            f"{what}{there}"
            for what in (
                *(f"{what} {on}" for what in _WHAT_IS for on in ("going on", "happening", "the story", "up")),
                *said("what happend | what happened | what has happened | what's happened | whats happened"),
            )
            for there in ("", " there", " here", " with that", " with this", " with it", " then", " behind it")
        ),
        *said(
            "for what reason | any reason | any reasons | any explanation | explanation | the reason | the reasons |"
            "is there a reason | is there an explanation | what is the reason | what was the reason |"
            "whats the reason | what is the explanation | what gives"
        ),
    ),
    Wish.CHART: (
        *(
            f"{as_} {chart}"
            for as_ in ("as a", "as", "in a", "make it a", "show a")
            for chart in ("chart", "graph", "plot")
        ),
        *said("chart | graph | plot | plot it | plot that | chart it | graph it | show it as a chart | draw it"),
    ),
    Wish.DEFINE: (
        *(f"define {that}" for that in _THAT),
        *(f"what {does} {that} mean" for that in _THAT for does in ("does", "do")),
        *(
            f"how {is_} {that} {counted}"
            for is_ in ("is", "are", "was", "were")
            for that in _THAT
            for counted in ("calculated", "computed", "defined", "measured", "counted", "worked out")
        ),
        *(
            f"how do you {count} {that}"
            for count in ("calculate", "compute", "define", "measure", "count")
            for that in _THAT
        ),
        *said(
            "definition | the definition | what is the definition | meaning | what is that | what do you mean |"
            "what do you mean by that | what is meant by that | what does that count | what counts |"
            "what exactly is that"
        ),
    ),
    Wish.THANKS: (
        *said(
            "thanks | thank you | thank you very much | thanks a lot | many thanks | thx | ty | cheers | great |"
            "good | cool | nice | perfect | ok | okay | got it | alright | awesome | excellent | that helps |"
            "that is helpful | very helpful | helpful | good to know | well done | makes sense |"
            "fine | ok fine | all right | sorry | never mind"
        ),
    ),
    Wish.REVERSE: (
        *said(
            "the other way round | the other way around | other way round | other way around | the other end |"
            "reverse | reversed | reverse it | reverse that | reverse order | in reverse | in reverse order |"
            "flip it | flip that | the opposite | opposite order | the reverse | reverse the order | upside down"
        ),
    ),
    Wish.RATIO: (
        *said(
            "ratio | the ratio | the rate | rate | what is the ratio | what was the ratio | what is the rate |"
            "what was the rate | as a ratio | as a share | the share | the percentage | percentage | in percent |"
            "as a percentage | as percentage | percent | share | as a share of cases | as a share of all cases |"
            "same as a share of cases | the same as a share of cases | as a share of the cases |"
            "what share is that | what percentage is that |"
            "what percentage was that | what ratio is that | relative | in relative terms | as ratio | as a rate"
        ),
    ),
    Wish.COUNT: (
        *said(
            "count | the count | counts | absolute numbers | in absolute numbers | in absolute terms | the number |"
            "as numbers | absolute | how many is that | how many are that | how many are they |"
            "how many were that | in numbers | raw numbers | the raw numbers | as a count | as counts |"
            "the absolute numbers"
        ),
    ),
    Wish.EVERYTHING: (
        *said(
            "overall | in total | altogether | total | the total | all cases | for all cases | everything |"
            "for everything | without filters | without any filter | without the filter | without the filters |"
            "no filter | no filters | remove the filter | remove the filters | remove all filters |"
            "drop the filter | drop the filters | for all of them | all of them | unfiltered | for all | in all"
        ),
    ),
    Wish.EVERYWHERE: ("everywhere", "worldwide", "globally", "global", "across the world"),
    Wish.SIMILAR: (
        *said(
            "similar | similar ones | similar cases | similar past cases | any similar ones | any similar cases |"
            "anything similar | find similar ones | find similar cases | show similar cases |"
            "show me similar cases | show similar ones | show me similar ones | are there similar cases |"
            "are there any similar cases | are there similar ones | more like this | more like that |"
            "more like it | others like it | others like this | others like that | similar to this |"
            "similar to that | similar to it | similar cases to this | similar cases to that |"
            "similar cases to it | cases like this | cases like that | cases like it | cases like this one |"
            "similar to this one | have we seen this before | have we seen that before | has this happened before |"
            "has that happened before"
        ),
    ),
}

_SEEN = tuple(
    f"{have}{seen}{ones}{before}"
    for have, seens in (
        ("have we ", ("seen", "had", "got")),
        ("have we ever ", ("seen", "had")),
        ("did we ", ("see", "have")),
        ("did we ever ", ("see", "have")),
        ("do we ", ("have",)),
        ("have you ", ("seen", "got")),
        ("do you ", ("have", "know")),
        ("are there ", ("",)),
        ("were there ", ("",)),
        ("is there ", ("",)),
        ("", ("show me", "find", "find me", "list", "any", "give me", "see", "show")),
    )
    for seen in seens
    for ones in (
        *(f"{any_}{similar}" for any_ in (" ", " any ", " other ", " any other ") for similar in _SIMILAR_ONES),
        " anything like it",
        " anything like that",
        " anything like this",
        " anything similar",
        " something similar",
        " something like it",
        " something like that",
        " the like",
    )
    for before in ("", " before", " in the past", " already", " recently", " earlier")
)

WISHES: Mapping[Phrase, Wish] = {
    **{words_of(text): Wish.SIMILAR for text in _SEEN},
    **{words_of(text): wish for wish, texts in _WISHES.items() for text in texts},
    **dict.fromkeys(ONE_NUMBER_WORDS, Wish.ONE_NUMBER),
}
FORMS = phrases(text for wish in (Wish.CASES, Wish.TABLE) for text in _WISHES[wish] if " " in text)
"""Those forms of answer that can stand before or behind something else: "by team, as a table"."""

WHY_WORDS = frozenset(
    words_of("why drive drives driving drove driver drivers cause causes caused causing explains explain behind")
)
EACH = frozenset(words_of("each them those these they"))
"""Beside a word for why: the reasons are wanted for every group of the ranking before."""

AROUND_WHY = EACH | frozenset(
    words_of("""
    what is are was were s whats that this it so the of for in one did do does has have happen happened happening
    change changed changes increase increased decrease decreased rise risen rose drop dropped fall fallen fell go
    goes going went gone up down high higher low lower many few much how group groups here there main and reason reasons
    """)
)
"""Words that a question for the reasons has beside it without naming anything new."""

IF_SO = frozenset(
    words_of("""
    any idea ideas know do you we can could tell me us explain please pls if wonder wondering curious think possible
    your our thoughts theory guess clue who knows someone somebody anybody anyone got with about on
    """)
)
"""Beside a bare why in the same way: "any idea why?", "do we know what is behind it?"."""

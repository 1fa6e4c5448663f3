"""Words of everyday talk change nothing wherever they stand; words that pick out cases are never passed over."""

import pytest

from knowledge.metrics.catalogue import DIMENSIONS, METRICS
from knowledge.questions.linking.everyday_words import EVERYDAY_WORDS
from knowledge.questions.plan import Plan, Unclear, Understood
from knowledge.questions.rules.rule_reader import RuleReader
from knowledge.questions.vocabulary import Vocabulary
from tests.test_questions_readings import LAST_MONTH, READER, split, value
from tests.test_questions_values import SUNDAY

BARE = value("escalations", period=LAST_MONTH)


@pytest.mark.parametrize(
    "frame",
    [
        "{}, how many escalations last month?",
        "how many escalations {} last month",
        "how many escalations did we get last month, {}?",
        "so {} how many escalations were there last month",
    ],
)
@pytest.mark.parametrize(
    "word",
    [
        *("maybe", "perhaps", "presumably", "evidently", "honestly", "surprisingly", "ideally"),
        *("however", "meanwhile", "moreover", "nevertheless", "accordingly", "anyway"),
        *("oh", "ugh", "geez", "yeah", "sure", "damn", "buddy", "oops"),
        *("afaik", "iirc", "imho", "tldr", "fwiw"),
        *("by any chance", "of course", "in general", "in a nutshell", "as far as I know", "in any case"),
        *("just in case", "if you like", "mind you", "or thereabouts", "to be honest", "I'm afraid"),
        *("correct me if I'm wrong", "that would be great", "good to know", "in my opinion", "in other words"),
        *("I guess", "I assume", "we believe", "I can't remember", "if I recall correctly", "in our company"),
    ],
)
def test_talk_changes_nothing_at_any_place(frame: str, word: str) -> None:
    assert READER.read(frame.format(word), today=SUNDAY) == Understood(plan=BARE)


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        ("walk me through the escalations last month", BARE),
        ("please outline the escalations last month", BARE),
        ("could you recap the escalations last month", BARE),
        ("let me ask you: how many escalations last month", BARE),
        ("are you able to retrieve the escalations last month", BARE),
        ("how many escalations arose last month", BARE),
        ("how many escalations were shown last month", BARE),
        ("with regard to last month, how many escalations", BARE),
        ("when it comes to escalations, what was the number last month", BARE),
        ("how many escalations did we witness last month", BARE),
        ("display the escalations last month", BARE),
        ("maybe obvious to everyone, how many escalations last month", BARE),
        ("great, that helped. how many escalations last month", BARE),
        ("escalations via chat last month", value("escalations", {"channel": ("chat",)}, LAST_MONTH)),
        ("analyse escalations by team last month", split("escalations", "team", period=LAST_MONTH)),
        ("examining escalations by team last month", split("escalations", "team", period=LAST_MONTH)),
        ("give me a feel for the escalations last month", BARE),
        ("to what extent did escalations occur last month", BARE),
        ("which is, I suppose, how many escalations last month", BARE),
    ],
)
def test_verbs_and_turns_of_phrase_are_no_conditions(question: str, plan: Plan) -> None:
    assert READER.read(question, today=SUNDAY) == Understood(plan=plan)


@pytest.mark.parametrize(
    "word",
    [
        # qualities
        *("internal", "external", "urgent", "important", "serious", "simple", "complex", "big"),
        *(
            "minor",
            "major",
            "legal",
            "duplicate",
            "valid",
            "genuine",
            "difficult",
        ),
        *("common", "rare", "normal", "public", "private", "foreign", "local", "regional"),
        # what was done to them
        *("failed", "promised", "planned", "flagged", "confirmed", "known", "managed"),
        *("discussed", "specified", "mentioned", "preferred", "analysed", "considered", "abandoned", "recorded calls"),
        *("stolen", "lost", "damaged", "suspended", "verified", "scheduled", "automated", "sponsored", "forgotten"),
        # things, places and persons
        *("network", "security", "payment", "printer", "warehouse", "hospital", "school", "bank", "mobile", "shipping"),
        *("London", "European", "Swedish", "Peter", "student", "partner", "government", "retail"),
        # nouns that are verbs as well
        *("display", "recall", "record", "note", "register", "compile", "face", "experience", "witness", "focus"),
        *("check", "learning", "capture", "compute", "contain", "estimate", "search", "update", "information"),
        # how many of them, and which
        *("half", "double", "nearly all", "almost all", "partly", "second", "certain", "specific"),
        # when and how
        *("recent", "early morning", "overnight", "frequent", "initially", "formerly", "privately", "manually"),
    ],
)
def test_a_word_that_picks_out_cases_is_asked_about(word: str) -> None:
    assert isinstance(READER.read(f"how many {word} cases last month", today=SUNDAY), Unclear)


@pytest.mark.parametrize(
    "question",
    [
        "escalations about the display last month",
        "cases with a recall last month",
        "escalations for compute last month",
        "in how many cases was escalation discussed last month",
        "cases mentioning escalation last month",
        "how many registered customers escalated last month",
        "escalations based on the closing date last month",
        "escalations using the closing date last month",
        "face to face escalations last month",
        "escalations despite a release last month",
        "cases that matter last month",
    ],
)
def test_what_stands_as_a_noun_or_changes_the_count_is_asked_about(question: str) -> None:
    assert isinstance(READER.read(question, today=SUNDAY), Unclear)


@pytest.mark.parametrize("value_name", ["Display", "Perhaps", "Witness", "Outline"])
def test_a_word_that_the_data_knows_is_what_the_data_says(value_name: str) -> None:
    vocabulary = Vocabulary(values={"product": {value_name: 5, "Other": 2}}, attributes=(), case_exists=lambda _: False)
    reader = RuleReader(vocabulary=vocabulary, default_period_days=90)

    reading = reader.read(f"how many {value_name.lower()} escalations last month", today=SUNDAY)

    assert reading == Understood(plan=value("escalations", {"product": (value_name,)}, LAST_MONTH))


@pytest.mark.parametrize(
    ("question", "plan"),
    [
        ("escalations maybe by team last month", split("escalations", "team", period=LAST_MONTH)),
        ("escalations in fact per region last month", split("escalations", "region", period=LAST_MONTH)),
        ("escalations for perhaps EMEA last month", value("escalations", {"region": ("EMEA",)}, LAST_MONTH)),
        ("time, I guess, to resolve last month", value("time_to_resolve", period=LAST_MONTH)),
    ],
)
def test_talk_between_the_words_of_a_question_does_no_harm(question: str, plan: Plan) -> None:
    assert READER.read(question, today=SUNDAY) == Understood(plan=plan)


def test_no_everyday_word_is_a_name_of_the_catalogue() -> None:
    names = {name.replace("_", " ") for name in (*METRICS, *DIMENSIONS)} | {one.title for one in METRICS.values()}

    assert names.isdisjoint(EVERYDAY_WORDS)

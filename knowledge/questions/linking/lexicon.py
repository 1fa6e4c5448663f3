"""Every phrase that has a fixed meaning, put together from the words that are kept as data."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from knowledge.metrics.catalogue import Dimension
from knowledge.metrics.periods import Grain
from knowledge.questions.linking import (
    calendar_words,
    loose_words,
    metric_names,
    metric_words,
    refused_words,
    small_words,
    steering_words,
    words,
)
from knowledge.questions.linking.chatty_words import FRAMES
from knowledge.questions.linking.everyday_words import EVERYDAY_WORDS
from knowledge.questions.linking.intent_words import INTENT_WORDS, SPEED_COMPARED, VOLUME_COMPARED
from knowledge.questions.linking.marks import (
    And,
    DimensionCount,
    DimensionWord,
    End,
    Filler,
    GrainWord,
    Meaning,
    MetricCue,
    MomentWord,
    Negation,
    Rank,
    Refusal,
    Refused,
    RestWord,
    ShowWord,
    SplitWord,
    StatisticWord,
    TrendWord,
    Unread,
    Wants,
)
from knowledge.questions.linking.metric_words import Cue
from knowledge.questions.linking.phrases import entries
from knowledge.questions.linking.tokens import words_of
from knowledge.questions.plan import Intent

CALENDAR = frozenset(
    word
    for table in (
        calendar_words.MONTHS,
        calendar_words.WEEKDAY_NUMBERS,
        calendar_words.GRAINS,
        calendar_words.CARDINALS,
        calendar_words.ORDINALS,
        calendar_words.TOLD_FROM_TODAY,
        calendar_words.COMPLETE,
        calendar_words.VAGUE,
        calendar_words.STRETCH_WORDS,
        calendar_words.OPENING,
        words_of("since until till between before after half date onwards ago couple hours"),
    )
    for word in table
)
"""Words of the calendar, which are never misspellings."""

NO_CONTENT = small_words.CHANGE_NOTHING | {word for word in (*FRAMES, *EVERYDAY_WORDS) if " " not in word}
"""Words that change nothing by themselves."""


def dimension_words(dimensions: Mapping[str, Dimension], attributes: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """Dimension or attribute -> the words for it. An attribute's own name is not a word for another dimension."""
    own = {name: name.replace("_", " ") for name in (*attributes, *dimensions)}
    taken = set(own.values())
    short = {name: short_name(name) for name in attributes}
    return {
        name: (
            text,
            *(word for word in words.DIMENSION_WORDS.get(name, ()) if word not in taken),
            *([short[name]] if name in short and short[name] not in taken else []),
        )
        for name, text in own.items()
    }


def short_name(name: str) -> str:
    """An attribute's name without what the system it comes from put in front: "case:variant", "u_symptom"."""
    return name.rpartition(":")[2].removeprefix("u_").replace("_", " ").strip() or name


def plural(word: str) -> str:
    """`word` with a plural ending."""
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch")) else "s")


def dimension_phrases(names: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, Meaning]]:
    grains = {grain.value for grain in Grain}
    for name, phrases in words.SPLIT_PHRASES.items():
        if name in names:
            yield from ((phrase, DimensionWord(name, split=True)) for phrase in phrases)
    for name, said in names.items():
        for word in said:
            if name in grains:
                yield from (
                    (f"{which} {form}", DimensionWord(name, split=True))
                    for which in ("which", "what")
                    for form in (word, plural(word))
                )
                yield from (
                    (f"{which}{word}s {p}", DimensionWord(name, split=True))
                    for which in ("which ", "what ", "")
                    for p in ("with", "where", "had", "have", "that", "when", "in which")
                )
                continue
            for form in (word, plural(word)):
                yield form, DimensionWord(name)
                yield from ((f"{split} {form}", DimensionWord(name, split=True)) for split in words.SPLIT_WORDS)
            if name == "hour_of_day":
                continue  # "how many hours" is a duration
            for count in ("how many", "number of", "the number of", "count of", "how many different"):
                yield f"{count} {plural(word)}", DimensionCount(name)


def person_phrases(names: Iterable[str]) -> Iterator[tuple[str, Meaning]]:
    """The names of columns that hold persons, to be refused."""
    for name in names:
        words_said = " ".join(words_of(name.replace("_", " ")))
        for form in (words_said, plural(words_said)) if words_said else ():
            yield form, Refused(Refusal.PERSON, named=True)
            yield from ((f"{split} {form}", Refused(Refusal.PERSON, named=True)) for split in words.SPLIT_WORDS)


def metric_phrases(titles: Mapping[str, str]) -> Iterator[tuple[str, Meaning]]:
    """`titles`: the name of each metric -> its title."""
    # the cues come first: "cases" is one, beside being a metric's name
    yield from entries(metric_words.CUE_PHRASES, {cue: MetricCue(cue) for cue in metric_words.CUE_PHRASES})
    for statistic, table in metric_names.STATISTIC_PHRASES.items():
        yield from entries(table, {name: MetricCue(name, statistic=statistic) for name in table})
    yield from entries(metric_names.METRIC_PHRASES, {name: MetricCue(name) for name in metric_names.METRIC_PHRASES})
    for name, title in titles.items():
        yield title, MetricCue(name)
        yield name, MetricCue(name)


def loose_phrases() -> Iterator[tuple[str, Meaning]]:
    for table, inverse in ((loose_words.INVERSE_PHRASES, True), (loose_words.LOOSE_PHRASES, False)):
        yield from entries(table, {name: MetricCue(name, loose=True, inverse=inverse) for name in table})


def grain_phrases() -> Iterator[tuple[str, Meaning]]:
    for grain, phrases in steering_words.GRAIN_WORDS.items():
        yield from ((phrase, GrainWord(grain)) for phrase in phrases)
        for prefix in steering_words.GRAIN_PREFIXES:
            yield f"{prefix} {grain.value}", GrainWord(grain)
        yield from ((f"{prefix} {grain.value}s", GrainWord(grain)) for prefix in ("by", "in"))
        for at in ("at each", "at every", "each", "every", "per"):
            yield f"{at} {grain.value} end", GrainWord(grain)
        yield from ((f"at the end of {each} {grain.value}", GrainWord(grain)) for each in ("each", "every"))


def steering_phrases() -> Iterator[tuple[str, Meaning]]:
    yield from ((phrase, Negation()) for phrase in small_words.NEGATIONS)
    yield from ((phrase, TrendWord()) for phrase in steering_words.TREND_WORDS)
    yield from ((phrase, SplitWord()) for phrase in steering_words.SPLIT_WANTED)
    yield from ((f"{word} about", SplitWord("complaints")) for word in ("complain", "complaining", "complained"))
    yield from ((phrase, TrendWord(Cue.LONG)) for phrase in steering_words.SPEED_TRENDS)
    yield from ((phrase, MomentWord()) for phrase in steering_words.MOMENTS)
    yield from ((phrase, Wants(Intent.COMPARE, Cue.LONG)) for phrase in SPEED_COMPARED)
    yield from ((phrase, Wants(Intent.COMPARE, Cue.CASE)) for phrase in VOLUME_COMPARED)
    yield from ((phrase, Unread()) for phrase in steering_words.UNREAD)
    yield from ((phrase, RestWord()) for phrase in steering_words.RESTS)
    yield from entries(steering_words.STATISTICS, {name: StatisticWord(name) for name in steering_words.STATISTICS})
    yield from entries(steering_words.SHOWS, {show: ShowWord(show) for show in steering_words.SHOWS})
    yield from ((phrase, And()) for phrase in small_words.AND_WORDS)
    yield from entries(steering_words.RANKS, {end: Rank(end) for end in steering_words.RANKS})
    slow = {end: Rank(end, cue=Cue.LONG) for end in steering_words.SPEED_RANKS}
    yield from entries(steering_words.SPEED_RANKS, slow)
    many = {end: Rank(end, cue=Cue.CASE) for end in steering_words.VOLUME_RANKS}
    yield from entries(steering_words.VOLUME_RANKS, many)
    yield from ((phrase, Rank(End.MOST, cue=Cue.FREQUENT)) for phrase in steering_words.FREQUENT)
    yield from entries(INTENT_WORDS, {intent: Wants(intent) for intent in INTENT_WORDS})
    yield from entries(refused_words.REFUSED_WORDS, {why: Refused(why) for why in refused_words.REFUSED_WORDS})
    yield from ((phrase, Filler()) for phrase in (*small_words.FILLERS, *FRAMES, *EVERYDAY_WORDS))

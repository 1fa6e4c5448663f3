"""What stands behind a question, set off from it, and only says more about it: "Use 2010 to 2012", "Median please"."""

from collections.abc import Collection, Sequence

from knowledge.questions.following.follow_up_words import phrases, said
from knowledge.questions.following.sentences import end_of_sentence, ends_before, gap, is_asked
from knowledge.questions.following.wish_words import AROUND_WHY, EACH, IF_SO, WHY_WORDS, WISHES, Wish
from knowledge.questions.linking.linker import Links
from knowledge.questions.linking.marks import (
    And,
    DimensionWord,
    Filler,
    GrainWord,
    Mark,
    MetricCue,
    PeriodDoubt,
    PeriodLink,
    Rank,
    StatisticWord,
    TrendWord,
    ValueLink,
    Wants,
)
from knowledge.questions.linking.metric_words import Cue
from knowledge.questions.linking.tokens import words_of
from knowledge.questions.plan import Intent

_MORE = (PeriodLink, PeriodDoubt, StatisticWord, DimensionWord, GrainWord, ValueLink)
"""What can stand behind a question and belong to it."""

_LEADS = phrases(
    f"{front}{verb}"
    for front in ("", "please ", "pls ", "let's ", "lets ", "just ", "i'd ", "i would ", "you can ", "we can ")
    for verb in said(
        "use | take | go with | go by | go for | stick to | stick with | assume | consider | i mean | we mean |"
        "meaning | talking | talking about | i am talking about | i'm talking about | im talking about | looking at |"
        "i am looking at | i'm looking at | im looking at | that is | i e | namely | say | make it | thinking of |"
        "i am thinking of | i'm thinking of | im thinking of | i am after | i'm after | im after | i care about |"
        "we care about | i am interested in | i'm interested in | im interested in | interested in | based on | use the"
    )
)
"""In front of what only says more about the question before: they say that it belongs there."""

_TRAILS = phrases(
    said(
        "is fine | is ok | is okay | is enough | is good | is sufficient | would do | will do | does it |"
        "would be enough | would be fine | would be good | is what i need | is what we need | is what counts |"
        "is all i need | if possible | i mean | we mean | that is | i guess | to be precise | to be exact | precisely |"
        "please | pls | thanks | if you have it | in other words"
    )
)
"""Behind it, in the same way."""

_AROUND_NAMES = frozenset(
    words_of(
        "the a in for of from on at by per and or only just please pls thanks thx all both customers accounts cases one"
    )
)
"""Beside the names of values that a question is narrowed to."""

_GENERAL = frozenset({None, Cue.CASE, Cue.ESCALATED, Cue.TROUBLE})
"""What can stand beside another metric without being one of its own."""

_HINTS = frozenset(
    words_of("""
    burn burns burning hurt hurts hurting trouble troubles troubling pain pains painful headache headaches grief mess
    score scored scoring noise suffer suffers suffering struggle struggles struggling stress problematic nasty ugly
    earlier sooner later work works working perform performs performing doing
    """)
)
"""Nothing is counted by these: they hint at a number that is named in the next sentence."""

_HOW_MANY = frozenset(
    words_of(
        "and so how many much often frequently times was were is are it there that did does do each of for one them"
    )
)
"""Words of ", and how often?", which asks for the number that has been asked for anyway."""
_COUNTED = ({"how", "many"}, {"how", "much"}, {"how", "often"}, {"how", "frequently"})
_ASKS = frozenset(
    words_of("how what whats which who why when where is are was were do does did has have can could will")
)
_IMPERATIVES = frozenset(
    words_of("show give list tell compare count get pull find explain let rank split break name plot chart display")
)


def is_remainder(links: Links, place: int, before: Sequence[Mark]) -> bool:
    """Whether the sentence that begins at `place` only says more about the question that has the marks `before`."""
    last = end_of_sentence(links, place)
    front, behind = _frame(links, place, last)
    first, end = place + front, last - behind
    if says_again(links, place, before):
        return True
    if links.tokens[place].word in ("and", "why") or any(first <= at < end for at in links.unexplained):
        return False
    rest = [mark for mark in content(links.marks) if first <= mark.first and mark.last <= end]
    if not rest:
        return True
    kinds = {kind(mark) for mark in content(before)}
    new = [mark for mark in rest if not any(mark.means == other.means for other in before)]
    if names_metric(rest):
        bare = all(_name(mark) is Cue.CASE for mark in rest)
        says_cases = bare and not (kinds & {MetricCue} and not _only_arrived(before))
        return says_cases or _names_what_is_compared(links, place, before, rest)
    if not _only_names(links, (first, end), rest) or _names_one_of_a_split(before, rest):
        return False
    more = all(isinstance(mark.means, _MORE) for mark in rest)
    return more and names_metric(before) and not is_asked(links, last) and not kinds & {kind(mark) for mark in new}


def says_again(links: Links, place: int, before: Sequence[Mark]) -> bool:
    """Whether the sentence at `place`, behind a question, words it once more: "…? opened in October", "… CSAT I mean".

    It names no other metric, and nothing else of a kind that was named already.
    """
    last = end_of_sentence(links, place)
    if not may_add(links, place):
        return False
    rest = [mark for mark in content(links.marks) if place <= mark.first < last]
    happened = links.tokens[place].word.endswith("ed") and bool(rest)
    beside = rest if not happened else [mark for mark in rest if mark.first > place]
    if happened:
        return all(isinstance(mark.means, PeriodLink | PeriodDoubt) for mark in beside)
    said = {_name(mark) for mark in before}
    return names_metric(rest) and all(_name(m) in said for m in rest if _name(m)) and not _clashes(before, rest)


def may_be_one(links: Links, place: int, before: Sequence[Mark]) -> bool:
    """Whether the sentence at `place` may belong to the question before it, where both together are understood."""
    rest = [mark for mark in content(links.marks) if place <= mark.first < end_of_sentence(links, place)]
    both = {_name(mark) for mark in before} - _GENERAL and {_name(mark) for mark in rest} - _GENERAL
    named = _names_one_of_a_split(before, rest) or _names_one_of_a_split(rest, before)
    return may_add(links, place) and bool(rest) and not both and not named and not _clashes(before, rest)


def may_add(links: Links, place: int) -> bool:
    """Whether what stands at `place` is put as no question of its own, behind one."""
    asked = is_asked(links, end_of_sentence(links, place))
    opens = links.tokens[place].word in _ASKS | _IMPERATIVES | {"and"}
    return ends_before(links, place) and is_asked(links, place) and not asked and not opens


def _is_a_finding(mark: Mark) -> bool:
    return isinstance(mark.means, Wants) and mark.means.intent is Intent.FINDINGS and mark.last == mark.first + 1


def _clashes(before: Sequence[Mark], rest: Sequence[Mark]) -> bool:
    """Whether something of one kind is named twice, and differently."""
    kinds = {kind(mark): mark.means for mark in before}
    others = (mark for mark in rest if not isinstance(mark.means, MetricCue))
    return any(kinds.get(kind(mark), mark.means) != mark.means for mark in others)


def paraphrases(links: Links, first: int, last: int) -> frozenset[int]:
    """Words of a question that only hint at the number that the sentence behind it names: "it burns", "trouble"."""
    place = next((at for at in range(first + 1, last) if ends_before(links, at)), last)
    if place == last or not may_add(links, place):
        return frozenset()
    rest = [mark for mark in links.marks if place <= mark.first < last]
    if not {_name(mark) for mark in rest} - _GENERAL:
        return frozenset()
    loose = [mark for mark in links.marks if _name(mark) == Cue.TROUBLE or _is_a_finding(mark)]
    places = {*links.unexplained, *(mark.first for mark in loose)}
    hints = {at for at in places if links.tokens[at].word in _HINTS}
    hints |= {at for mark in loose if _name(mark) for at in range(mark.first, mark.last)}
    return frozenset(at for at in hints if first <= at < place)


def besides(links: Links, first: int, last: int) -> frozenset[int]:
    """The words of a question [first, last) that say nothing: what leads to a remainder, and ", and how often?"."""
    places: set[int] = set()
    for place in range(first + 1, last):
        if ends_before(links, place):
            end = min(end_of_sentence(links, place), last)
            front, behind = _frame(links, place, end)
            rest = content(links.marks)
            if any(place <= mark.first < end for mark in rest):
                places |= {*range(place, place + front), *range(end - behind, end)}
        if asks_how_many(links, place):
            places |= set(range(place, min(end_of_sentence(links, place), last)))
    return frozenset(places)


def asks_how_many(links: Links, place: int) -> bool:
    """Whether ", and how often?" begins at `place`: the number that has been asked for, once more."""
    if links.tokens[place].word not in ("and", "how") or not ({",", "?"} & set(gap(links, place)) or place > 1):
        return False
    words = {token.word for token in links.tokens[place : end_of_sentence(links, place)]}
    return words <= _HOW_MANY and any(pair <= words for pair in _COUNTED) and links.tokens[place - 1].word != "and"


def why_behind(links: Links, first: int, place: int) -> bool:
    """Whether a bare why stands at `place`, and what begins at `first` only tells what is asked about.

    "Csat fell in October. Why?" asks one thing, "what was the csat in October, and why?" two.
    """
    end = end_of_sentence(links, place)
    words = tuple(token.word for token in links.tokens[place:end])
    while words[:1] == ("so",) or words[:2] == ("if", "so"):
        words = words[1 if words[0] == "so" else 2 :]
    bare = bool(WHY_WORDS & set(words)) and set(words) <= WHY_WORDS | AROUND_WHY | IF_SO
    if not (bare or WISHES.get(words) is Wish.WHY) or EACH & {*words} - {"these", "this"} & {"each"}:
        return False
    return _tells(links, first, place)


def content(marks: Sequence[Mark]) -> Sequence[Mark]:
    """The marks that say something."""
    return [mark for mark in marks if not isinstance(mark.means, Filler | And)]


def names_metric(marks: Collection[Mark]) -> bool:
    """Whether one of the marks is a word for a metric."""
    return any(isinstance(mark.means, MetricCue) for mark in marks)


def kind(mark: Mark) -> object:
    """What kind of thing is said: of values, of which dimension."""
    means = mark.means
    return tuple(name for name, _ in means.choices) if isinstance(means, ValueLink) else type(means)


def _tells(links: Links, first: int, place: int) -> bool:
    """Whether [first, place) is a statement about how a number moved, or how two of them differ."""
    if is_asked(links, place) or links.tokens[first].word in _ASKS | _IMPERATIVES:
        return False
    marks = [mark for mark in links.marks if first <= mark.first and mark.last <= place]
    moved = any(
        isinstance(mark.means, TrendWord) or (isinstance(mark.means, Wants) and mark.means.intent is Intent.COMPARE)
        for mark in marks
    )
    return moved and names_metric(marks)


def _names_what_is_compared(links: Links, place: int, before: Sequence[Mark], rest: Sequence[Mark]) -> bool:
    """ "Is SSO worse than login? Talking escalation ratio": a question that named no metric gets one."""
    last = end_of_sentence(links, place)
    opens = links.tokens[place].word in _ASKS | _IMPERATIVES or is_asked(links, last)
    named = any(_name(mark) not in (None, Cue.CASE) for mark in before)
    if opens or named or not is_asked(links, place):
        return False
    ranks = any(isinstance(mark.means, Rank | Wants | TrendWord) for mark in before)
    more = all(isinstance(mark.means, (*_MORE, MetricCue)) for mark in rest)
    again = {kind(mark) for mark in before} & {kind(mark) for mark in rest} - {MetricCue}
    return ranks and more and not again and not _names_one_of_a_split(rest, before)


def _only_names(links: Links, span: tuple[int, int], rest: Sequence[Mark]) -> bool:
    """Whether values stand there with nothing but small words: "EMEA only", and not "somebody claims it is EMEA"."""
    if not any(isinstance(mark.means, ValueLink) for mark in rest):
        return True
    named = {place for mark in rest for place in range(mark.first, mark.last)}
    return all(links.tokens[place].word in _AROUND_NAMES for place in range(*span) if place not in named)


def _names_one_of_a_split(before: Sequence[Mark], rest: Sequence[Mark]) -> bool:
    """Whether a value of what the question goes by anyway is named: "slowest product? Reporting"."""
    split = {mark.means.name for mark in before if isinstance(mark.means, DimensionWord)}
    return any(
        not split.isdisjoint(name for name, _ in m.means.choices) for m in rest if isinstance(m.means, ValueLink)
    )


def _frame(links: Links, first: int, last: int) -> tuple[int, int]:
    """How many words in front and behind only say that the sentence [first, last) belongs to the question before."""
    words = tuple(token.word for token in links.tokens[first:last])
    front = next((len(lead) for lead in _LEADS if words[: len(lead)] == lead), 0)
    behind = next((len(trail) for trail in _TRAILS if words[front:][-len(trail) :] == trail), 0)
    return front, behind


def _only_arrived(marks: Sequence[Mark]) -> bool:
    return all(_name(mark) in (None, Cue.ARRIVED) for mark in marks)


def _name(mark: Mark) -> str | None:
    return mark.means.name if isinstance(mark.means, MetricCue) else None

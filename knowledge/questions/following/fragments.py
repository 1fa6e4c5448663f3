"""Whether a message goes on from the one before, and what of it names something new."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from knowledge.questions.following.follow_up_words import (
    ADDS,
    ALSO,
    BEFORE_THOSE,
    CASE_WORDS,
    COURTESIES,
    EXCLAMATIONS,
    FRONTS,
    LEADS,
    LOOSE_LEADS,
    NO_NOUNS_BEHIND,
    NOT_BEFORE_THERE,
    NOT_BEHIND_THERE,
    NOW,
    OF_THOSE,
    OWNERS,
    RIGHT_NOW,
    SAME_PERIOD,
    STRETCHES,
    THOSE_CASES,
    TRAILS,
    Phrase,
)
from knowledge.questions.following.wish_words import AROUND_WHY, EACH, FORMS, WHY_WORDS, WISHES, Wish
from knowledge.questions.linking.linker import Links
from knowledge.questions.linking.marks import (
    And,
    DimensionWord,
    Filler,
    MetricCue,
    PeriodLink,
    Refused,
    StatisticWord,
    ValueLink,
    Wants,
)
from knowledge.questions.linking.metric_words import Cue
from knowledge.questions.linking.tokens import Token, tokens_of
from knowledge.questions.plan import Intent, Plan, Show

_EXCLAIMED = re.compile(rf"^\W*(?:{EXCLAMATIONS})\s*[,.!;:\u2013\u2014-]\s*", re.IGNORECASE)
_BESIDE_OTHERS = frozenset({Cue.CASE, Cue.SHARE, Cue.RATE})
_COUNTS = frozenset({"many", "number", "count"})
_ASKS = frozenset({"how", "what", "whats", "is", "are", "was", "were", "did", "do", "does", "which"})
_FRONTS = frozenset((word,) for word in FRONTS)
_SHOWS = {Wish.CASES: Show.CASES, Wish.TABLE: Show.TABLE}
_GO_ON = frozenset({Intent.COMPARE, Intent.WHY})
_MAY = ("may",)
_PERSONS = (("i",), ("we",), ("you",), ("be",))
_WHO = frozenset({"customers", "customer", "clients", "client", "people", "users", "agents", "managers", "accounts"})
"""Before a pronoun: whom it stands for."""
_WHO_THEY_ARE = frozenset({"account", "team"})
_ASKS_WHO = re.compile(
    r"^((?:\s*(?:and|but|ok|okay|now|then|so)\b[\s,]*)*)(?:who|which ones|which of them)\b", re.IGNORECASE
)
MOST_BARE = 4
"""Words of a metric that is named and nothing else."""
LONGEST = 40
"""Words; a longer message is no fragment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """A message without the words that only say how it belongs to the one before.

    `text` is what names something new, as it was written; `words` are its words. `wish`: what the message asks for
    as a whole. `leads`: it began as one that goes on ("and", "what about"); `loosely`: with a word that can begin a
    new question, too ("now"). `of_those`: it asks about the cases of the answer before; `each`: about every group
    of it. `back`: a word stands for the cases of the answer before ("their", "for them"). `whole`: one number for
    all of them. `now`: what is the case at this moment. `questioned`: it ends with a question mark.
    """

    text: str
    words: Phrase
    wish: Wish | None = None
    show: Show | None = None
    leads: bool = False
    loosely: bool = False
    only: bool = False
    instead: bool = False
    also: bool = False
    added: bool = False
    of_those: bool = False
    each: bool = False
    questioned: bool = False
    back: bool = False
    whole: bool = False
    now: bool = False

    @property
    def asks(self) -> bool:
        """Whether it is put as a question of its own: "how many", "what was"."""
        return bool(self.words) and self.words[0] in _ASKS

    def without(self, links: Links, first: int, last: int) -> "Fragment":
        """Without the words [first, last); `links` are those of the whole text."""
        kept = [place for place in range(len(self.words)) if not first <= place < last]
        text = " ".join((links.text(0, first), links.text(last, len(self.words)))).strip()
        return replace(self, text=text, words=tuple(self.words[place] for place in kept))


def fragment_of(message: str) -> Fragment:
    """`message`, taken apart."""
    said = _EXCLAIMED.sub("", message, count=1)
    everything = tokens_of(said)
    kept, cut = _trimmed(everything)
    wish = _wish(_words(tokens_of(message))) or _wish(_words(everything)) or _wish(_words(kept))
    kept, show = _without_form(kept)
    kept, more = _trimmed(kept)
    cut |= more
    kept, of_those = _without(kept, OF_THOSE)
    kept, _ = _without(kept, SAME_PERIOD)
    adds = next((phrase for phrase in ADDS if _words(kept)[: len(phrase)] == phrase), ())
    kept = kept[len(adds) :]
    text, words = _text(said, kept), _words(kept)
    if words[:1] == _MAY and words[1:2] not in _PERSONS and everything != kept:
        text, words = f"in {text}", ("in", *words)  # "and May?" is no verb
    return Fragment(
        text=text,
        words=words,
        wish=wish,
        show=show,
        leads=bool(cut & _LEADING) or bool(adds),
        loosely=cut & _LEADING <= LOOSE_LEADS,
        only=bool(cut & {"only", "just"}),
        instead="instead" in cut,
        also=bool(cut & ALSO),
        added=bool(adds),
        of_those=of_those or "ones" in _words(kept),
        each=bool(EACH & set(_words(everything))),
        questioned=message.rstrip().endswith("?"),
        now=bool(NOW & set(_words(everything)[1:])),
    )


def refers_back(fragment: Fragment, links: Links) -> bool:
    """Whether a whole question is about the cases of the one before: "what was their SLA attainment?".

    It is not where it names itself what the pronoun stands for: "which teams resolve their cases fastest".
    """
    back = next((place for place, word in enumerate(fragment.words) if _is_back(fragment.words, place)), None)
    if back is None:
        return False
    named = [mark for mark in links.marks if isinstance(mark.means, ValueLink | DimensionWord)]
    return not any(mark.first < back for mark in named) and not _WHO & set(fragment.words[:back])


def _is_back(words: Phrase, place: int) -> bool:
    """Whether the word at `place` stands for what was asked about before."""
    word, before = words[place], words[place - 1] if place else ""
    behind = words[place + 1] if place + 1 < len(words) else ""
    if word in OWNERS:
        return bool(behind) and (behind not in CASE_WORDS or before == "of")
    if word in THOSE_CASES and before in BEFORE_THOSE:
        return not behind or behind not in NO_NOUNS_BEHIND
    return word == "there" and before not in NOT_BEFORE_THERE and behind not in NOT_BEHIND_THERE


def who_named(message: str, before: Plan | None) -> tuple[str, bool]:
    """`message` with "who" as what the answer before goes by: "and who had the most complaints?", asked of accounts.

    The second: whether it is so.
    """
    if before is None or len(before.by) != 1 or before.by[0] not in _WHO_THEY_ARE:
        return message, False
    named = _ASKS_WHO.sub(lambda found: f"{found.group(1)}which {before.by[0]}", message, count=1)
    return named, named != message


def plain_words(message: str) -> Phrase:
    """The words of `message` without courtesies and without what only joins it to the message before."""
    said = _EXCLAIMED.sub("", message, count=1)
    return _words(_trimmed(tokens_of(said))[0]) or _words(tokens_of(said))


def goes_on(fragment: Fragment, links: Links) -> bool:
    """Whether the message belongs to the one before. `links` are those of the fragment's text.

    It does when it is one of the fixed wishes, when it begins as one that goes on or refers back, and when it names a
    filter, a period, a split or an order, or asks how many, and names no metric.
    """
    if fragment.wish or fragment.of_those or fragment.show:
        return True
    if fragment.leads:
        complete = fragment.asks or any(isinstance(mark.means, PeriodLink) for mark in links.marks)
        return not (fragment.loosely and complete and names_metric(fragment, links))
    if names_metric(fragment, links) or len(fragment.words) > LONGEST:
        return is_bare_metric(fragment, links)
    leans = fragment.words[:1] in _FRONTS or fragment.words[:2] == ("how", "many")
    return leans or names_something(links)


def is_bare_metric(fragment: Fragment, links: Links) -> bool:
    """ "Average csat?": a metric, perhaps with its statistic, and no word more."""
    bare = all(isinstance(mark.means, MetricCue | StatisticWord) for mark in links.marks)
    return bare and fragment.questioned and not links.unexplained and len(fragment.words) <= MOST_BARE


def names_metric(fragment: Fragment, links: Links) -> bool:
    """Whether a metric is named: "P1 cases" behind "only" names none, by itself it does."""
    cues = {mark.means.name for mark in links.marks if isinstance(mark.means, MetricCue)}
    if cues - _BESIDE_OTHERS:
        return True
    follows = fragment.leads or fragment.words[:1] in _FRONTS
    counts = bool(_COUNTS & set(fragment.words)) or all(_says_nothing(mark.means) for mark in links.marks)
    return Cue.CASE in cues and (counts or not follows)


def names_something(links: Links) -> bool:
    """Whether anything is named that can change a Plan."""
    return any(not _says_nothing(mark.means) or isinstance(mark.means, MetricCue) for mark in links.marks)


def _says_nothing(means: object) -> bool:
    if isinstance(means, Wants):
        return means.intent not in _GO_ON
    return isinstance(means, Filler | And | Refused | MetricCue)


def _wish(words: Phrase) -> Wish | None:
    if WHY_WORDS & set(words) and set(words) <= WHY_WORDS | AROUND_WHY:
        return Wish.WHY
    return WISHES.get(words)


def _trimmed(tokens: Sequence[Token]) -> tuple[Sequence[Token], set[str]]:
    """Without what stands before and behind the message, and the words that were cut."""
    cut: set[str] = set()
    while True:
        words = _words(tokens)
        front = next((p for p in _BEFORE if words[: len(p)] == p and not _names_a_period(p, words)), ())
        rest = words[len(front) :]
        when = any(rest[-len(p) :] == p for p in RIGHT_NOW)
        behind = next((p for p in _BEHIND if rest[-len(p) :] == p and not (when and p == ("now",))), ())
        if not front and not behind:
            return tokens, cut
        cut.update(front, behind)
        tokens = tokens[len(front) : len(tokens) - len(behind)]


def _names_a_period(phrase: Phrase, words: Phrase) -> bool:
    """ "The same period last year" is no "the same" in front of something."""
    return phrase[-1] == "same" and words[len(phrase) :][:1] in STRETCHES


def _without_form(tokens: Sequence[Token]) -> tuple[Sequence[Token], Show | None]:
    """Without "as a table" at its end, "show me the cases" at its beginning."""
    words = _words(tokens)
    for phrase in FORMS:
        if words[: len(phrase)] == phrase:
            return tokens[len(phrase) :], _SHOWS[WISHES[phrase]]
        if words[-len(phrase) :] == phrase:
            return tokens[: -len(phrase)], _SHOWS[WISHES[phrase]]
    return tokens, None


def _without(tokens: Sequence[Token], phrases: Sequence[Phrase]) -> tuple[Sequence[Token], bool]:
    words = _words(tokens)
    for phrase in phrases:
        for first in range(len(words) - len(phrase) + 1):
            if words[first : first + len(phrase)] == phrase:
                return (*tokens[:first], *tokens[first + len(phrase) :]), True
    return tokens, False


def _words(tokens: Sequence[Token]) -> Phrase:
    return tuple(token.word for token in tokens)


def _text(said: str, tokens: Sequence[Token]) -> str:
    """The tokens as they were written, with what stood between two that were neighbours."""
    ends = {behind.start: token.end for token, behind in pairwise(tokens_of(said))}
    text = ""
    for before, token in zip((None, *tokens), tokens, strict=False):
        neighbours = before is not None and ends.get(token.start) == before.end
        between = said[before.end : token.start] if before and neighbours else " "
        text += between + said[token.start : token.end]
    return text.strip()


def _longest_first(phrases: Sequence[Phrase]) -> tuple[Phrase, ...]:
    return tuple(sorted(phrases, key=len, reverse=True))


_BEFORE = _longest_first((*LEADS, *COURTESIES))
_BEHIND = _longest_first((*TRAILS, *COURTESIES))
_LEADING = frozenset(word for phrase in LEADS for word in phrase) | {"instead"}

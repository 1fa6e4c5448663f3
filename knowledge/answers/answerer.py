"""One question in, exactly one Answer out: read, drafted by its kind, held against its evidence, kept."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from zoneinfo import ZoneInfo

from knowledge.answers.again import behind, computation_of, computed_again, generation_of, kept_plan
from knowledge.answers.answer import Answer
from knowledge.answers.cases.lessons import Summarise, unchanged
from knowledge.answers.checking import checked, joined
from knowledge.answers.choice import draft_of
from knowledge.answers.computation import Computation
from knowledge.answers.keeping import Memory, Recalled
from knowledge.answers.kinds.drafting import Context
from knowledge.answers.kinds.similar import reading_of
from knowledge.answers.seen import EVERYTHING, Seen
from knowledge.answers.served import Knowledge, Served
from knowledge.answers.wording.rendering import one_line
from knowledge.conversations.kept_answer import KeptAnswer
from knowledge.errors import UnknownName
from knowledge.metrics.periods import local_date
from knowledge.questions.plan import Plan
from knowledge.questions.thread import state_after, state_before
from knowledge.redaction.redactor import Redactor

_QUOTED = 200
"""Characters of a text to search by that its question is called by."""


class Answerer:
    """Answers questions from the served generation. `now` is asked once a question.

    Without `memory` no thread is remembered and no answer can be asked for again. `strict`: a sentence without evidence
    is an error, as the tests want it; otherwise it is left out and logged. Whatever is asked, it is answered as if
    there were no other cases than those `seen`. Every method raises NoGeneration, DamagedGeneration, ModelUnavailable,
    and UnknownName for a Seen by what is no dimension of the cases.

    Before anything else the `redactor`, or one with the default rules, takes out of what is asked what must not leave
    the case store; ids of cases stay. What is asked for again is not summarised by `summarise` a second time: it
    would be another text under the same receipt.
    """

    def __init__(
        self,
        knowledge: Knowledge,
        *,
        now: Callable[[], datetime],
        memory: Memory | None = None,
        strict: bool = False,
        redactor: Redactor | None = None,
        summarise: Summarise = unchanged,
    ) -> None:
        self._redactor = redactor or Redactor()
        self._knowledge = knowledge
        self._now = now
        self._memory = memory or Memory(None)
        self._strict = strict
        self._summarise = summarise

    def answer(
        self,
        question: str,
        *,
        thread: str | None = None,
        user: str | None = None,
        seen: Seen = EVERYTHING,
        message: str | None = None,
    ) -> Answer:
        """The one answer to `question`, asked by `user` in `thread`.

        `message` is the id of what was asked: the thread's last message with other words is answered in its own place.
        """
        now = self._now()
        with self._knowledge.current(seen) as served:
            question = self._redactor.redacted(question, spared=served.cases.has)
            context = self._context(question, served, now)
            recalled = self._memory.recall(thread, user=user, seen=seen)
            before = state_before(recalled.state, message)
            readings = served.read(question, today=context.today, state=before)
            answers = [checked(context, draft_of(context, reading), strict=self._strict) for reading in readings]
            state = state_after(before, question, readings, message=message)
            return joined(self._memory.keep(recalled, state, answers, now=now))

    def similar(self, text_or_case_id: str, *, user: str | None = None, seen: Seen = EVERYTHING) -> Answer:
        """Past cases similar to the case of this id, else to this text: a pasted thread, an e-mail, a sentence."""
        now = self._now()
        with self._knowledge.current(seen) as served:
            wanted = self._redactor.redacted(text_or_case_id, spared=served.cases.has)
            context = self._context(f"Similar cases: {one_line(wanted, _QUOTED)}", served, now)
            reading = reading_of(wanted, served.cases.has)
            answer = checked(context, draft_of(context, reading), strict=self._strict)
            return joined(self._memory.keep(Recalled(user=user, seen=seen), None, [answer], now=now))

    def again(self, receipt_id: str, *, seen: Seen = EVERYTHING) -> Answer:
        """The answer with this receipt, computed again for who sees `seen`, whoever asked first.

        On the generation that it came from, as long as that is kept, else on the one served. Raises UnknownName for a
        receipt that there is not, NotSeen where it is about what is not `seen`.
        """
        kept = self._kept(receipt_id)
        with self._served(kept, seen) as served:
            return self._computed(kept, kept_plan(kept), served)

    def cases_of(self, receipt_id: str, *, seen: Seen = EVERYTHING) -> Answer:
        """The cases behind the answer with this receipt; raises what `again` does."""
        kept = self._kept(receipt_id)
        with self._served(kept, seen) as served:
            return self._computed(kept, behind(kept_plan(kept)), served)

    def computation(self, receipt_id: str, *, seen: Seen = EVERYTHING) -> Computation:
        """How the answer with this receipt was computed; raises what `again` does."""
        kept = self._kept(receipt_id)
        with self._served(kept, seen) as served:
            return computation_of(kept, self._computed(kept, kept_plan(kept), served), seen)

    def _kept(self, receipt_id: str) -> KeptAnswer:
        kept = self._memory.kept(receipt_id.strip())
        if kept is None:
            raise UnknownName("receipt", receipt_id.strip(), ())
        return kept

    def _computed(self, kept: KeptAnswer, plan: Plan, served: Served) -> Answer:
        return joined([computed_again(kept, plan, served, strict=self._strict)])

    @contextmanager
    def _served(self, kept: KeptAnswer, seen: Seen) -> Iterator[Served]:
        with generation_of(self._knowledge, kept, seen) as (served, _):
            yield served

    def _context(self, question: str, served: Served, now: datetime) -> Context:
        zone = ZoneInfo(served.manifest.timezone)
        return Context(question, served, today=local_date(now, zone), zone=zone, summarise=self._summarise)

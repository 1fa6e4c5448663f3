"""Similar past cases of one generation: meaning and words propose, both score, the facts say how each ended."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache, partial

import numpy as np
from numpy.typing import NDArray

from knowledge.errors import CaseNotFound, ModelUnavailable
from knowledge.generations.shelf import Generation
from knowledge.metrics.engine import Engine
from knowledge.retrieval.search.candidates import EXACT_UP_TO, Candidates
from knowledge.retrieval.search.folding import Group, Ranked, folded
from knowledge.retrieval.search.likeness import exact_cosines, likeness_of
from knowledge.retrieval.search.reasons import Reasons
from knowledge.retrieval.search.reranker import RERANKED, Reranker
from knowledge.retrieval.search.scoring import highest, scores_of
from knowledge.retrieval.search.search_files import SearchFiles
from knowledge.retrieval.search.similar_case import SimilarCase, address_of
from knowledge.retrieval.search.wanted import Asked, condition_of, is_nothing_but
from knowledge.retrieval.search.wanted import Wanted as Wanted
from knowledge.retrieval.texts.case_text import case_text, said_in
from knowledge.retrieval.vectors.embedder import Embedder, embed_one

_LOOKED_AT = 100
"""At least so many texts are put in order, to find near-duplicates among them."""
_PER_RESULT = 4
_REMEMBERED = 8
"""Texts whose vectors are kept: one answer searches several times by the same text, and some are made at once."""
_TOLD, _ORDERED = 4, 6
"""Decimals to which a score is told, and to which texts have one score and are in the order of opening."""


class CaseSearch:
    """Searches one pinned generation. `floor` is the score under which a case is not similar enough to be shown."""

    def __init__(
        self,
        generation: Generation,
        engine: Engine,
        embedder: Embedder,
        *,
        floor: float,
        reranker: Reranker | None = None,
        url_template: str = "",
        is_limited: bool = False,
        exact_up_to: int = EXACT_UP_TO,
    ) -> None:
        """`is_limited`: `engine` shows some of the cases only, and nothing else is proposed or found."""
        self._generation = generation
        self._engine = engine
        self._embedder = embedder
        self._asked = lru_cache(_REMEMBERED)(partial(_asked_by, embedder))
        self._floor = floor
        self._reranker = reranker
        self._url_template = url_template
        self._files = SearchFiles(generation, engine if is_limited else None)
        self._candidates = Candidates(self._files, exact_up_to)

    def by_text(self, text: str, wanted: Wanted) -> Sequence[SimilarCase]:
        """Cases that have to do with `text`, the likeliest first; none when nothing is similar enough.

        With a reranker the best of them are in its order, and keep the scores that they have.

        Raises UnknownName, ModelUnavailable, DamagedGeneration.
        """
        stamp = self._generation.manifest.embedding
        if self._embedder.stamp.fingerprint != stamp.fingerprint:
            made = stamp.model if stamp.model != self._embedder.stamp.model else "other weights or another precision"
            raise ModelUnavailable(
                self._embedder.stamp.model, f"what is served was made with {made}; run `groundswell refresh`"
            )
        asked = self._asked(text)
        return self._search(asked, wanted) if asked.text else []

    def by_case(self, case_id: str, wanted: Wanted) -> Sequence[SimilarCase]:
        """Cases similar to the case `case_id`, which is not among them. Raises CaseNotFound besides."""
        found = self._engine.rows('SELECT "row" FROM cases WHERE case_id = ?', [case_id])
        if not found:
            raise CaseNotFound(case_id)
        row = int(found[0][0])
        card = self._files.cards.of(row)
        asked = Asked(
            text=case_text(card.subject, card.description, None),
            vector=self._files.matrix.of_texts(self._files.texts.of_row[row : row + 1])[0],
            row=row,
            case_id=case_id,
            shared={"product": card.product, "category": card.category},
        )
        return self._search(asked, wanted)

    def close(self) -> None:
        """Lets go of the index, if it was opened."""
        self._files.close()

    def _search(self, asked: Asked, wanted: Wanted) -> Sequence[SimilarCase]:
        rows = self._rows(wanted, asked)
        allowed = self._allowed(asked, rows)
        count = max(_LOOKED_AT, wanted.k * _PER_RESULT)
        numbers = self._candidates.proposed(asked, allowed, count)
        ranked = self._ranked(numbers, count, asked, rows)
        reasons = Reasons(asked)
        return [self._similar(group, reasons) for group in self._groups(ranked, asked, wanted)]

    def _rows(self, wanted: Wanted, asked: Asked) -> NDArray[np.bool_] | None:
        """Which rows come into question; None for all."""
        condition = condition_of(wanted, asked, self._generation.manifest.attributes)
        if condition is None:
            return self._files.seen_rows
        text, values = condition
        return self._files.rows_where(self._engine, text, values)

    def _allowed(self, asked: Asked, rows: NDArray[np.bool_] | None) -> NDArray[np.bool_] | None:
        """Which texts come into question, by number; None for all. Who asks for nothing but codes wants just these."""
        allowed = None if rows is None else self._files.texts_at(rows)
        codes = self._files.words.codes(asked.text)
        if asked.row is not None or not is_nothing_but(codes, asked.text):
            return allowed
        coded = np.zeros(len(self._files.texts), dtype=bool)
        for code in codes:
            coded[self._files.words.texts_with(code)] = True
        return coded if allowed is None else coded & allowed

    def _ranked(self, numbers: NDArray[np.int64], count: int, asked: Asked, rows: NDArray[np.bool_] | None) -> Ranked:
        """The best `count` of the texts `numbers`, from the floor on, with the cases that come into question."""
        likeness = likeness_of(self._files, asked, numbers)
        best = highest(scores_of(likeness), count)
        numbers, vectors = numbers[best], self._files.matrix.of_texts(numbers[best])
        likeness = replace(likeness.of(best), meaning=exact_cosines(vectors, asked.vector))
        scores = np.round(scores_of(likeness), _ORDERED)
        cases = [self._cases(int(number), asked, rows) for number in numbers]
        places = [place for place in np.flatnonzero(scores >= self._floor) if len(cases[place])]
        places.sort(key=lambda place: (-scores[place], cases[place][0]))
        return Ranked(
            scores=scores[places],
            vectors=vectors[places],
            codes=likeness.codes[places],
            rows=[cases[place] for place in places],
        )

    def _groups(self, ranked: Ranked, asked: Asked, wanted: Wanted) -> Sequence[Group]:
        """At most `k` groups of near-duplicates, in the order in which they are told."""
        cards = self._files.cards
        reranker = self._reranker if wanted.reranked else None
        most = wanted.k if reranker is None else max(wanted.k, RERANKED)
        groups = folded(ranked, lambda row: cards.of(row).text, most)
        if reranker is None:
            return groups
        return reranker.in_order(asked.text, groups, lambda group: cards.of(group.row).composed)[: wanted.k]

    def _cases(self, number: int, asked: Asked, rows: NDArray[np.bool_] | None) -> NDArray[np.int64]:
        """The rows of the text `number` that come into question, the oldest case first."""
        found = self._files.rows_of(number)
        if rows is not None:
            found = found[rows[found]]
        return found if asked.row is None else found[found != asked.row]

    def _similar(self, group: Group, reasons: Reasons) -> SimilarCase:
        card = self._files.cards.of(group.row)
        return SimilarCase(
            case_id=card.case_id,
            score=round(group.score, _TOLD),
            subject=card.subject,
            escalated=card.escalated,
            outcome=card.outcome,
            resolution=card.resolution,
            why=reasons.why(card),
            same_as=tuple(self._files.cards.of(row).case_id for row in group.folded),
            url=card.url or address_of(card.case_id, self._url_template),
            opened_on=card.opened_on,
        )


def _asked_by(embedder: Embedder, text: str) -> Asked:
    """What is searched by where somebody gives `text`."""
    said = said_in(text)
    return Asked(text=said, vector=embed_one(embedder, said))

"""From what somebody may see to the rows that are there at all when something is computed for them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from knowledge.answers.seen import Seen
from knowledge.errors import UnknownName
from knowledge.generations.manifest import Manifest
from knowledge.metrics.catalogue import metric_named, near
from knowledge.metrics.compiling import Where, where_condition
from knowledge.metrics.dimensions import ATTRIBUTE_PREFIX, COLUMN_DIMENSIONS
from knowledge.metrics.engine import Engine, Limit, quoted_name
from knowledge.metrics.merging import counted_cases

_EVENTS_OF_CASES = Limit(condition="case_id IN (SELECT case_id FROM cases)")
_NOTHING = Limit(condition="FALSE")


def limits_of(seen: Seen, attributes: Sequence[str]) -> Mapping[str, Limit]:
    """The limits of the views, by their names in the order of the views; none where everything may be seen.

    Reviews know a product and a team only, so a limit of anything else hides all of them. Raises UnknownName for what
    is no dimension of the cases, an attribute that the source has no more among them: nothing is shown by mistake.
    """
    if not seen.segments:
        return {}
    declared = [one.name for one in COLUMN_DIMENSIONS]
    for name in seen.where:
        if name not in declared and name not in attributes:
            # who is limited is not told either what else the cases have
            raise UnknownName("dimension", name, near(name, declared), declared)
    fits_reviews = set(seen.where) <= set(metric_named("quality_score").dimensions or ())
    return {
        "cases": _limit(seen.where, attributes),
        "events": _EVENTS_OF_CASES,
        "reviews": _limit(seen.where, attributes) if fits_reviews else _NOTHING,
    }


def limited_manifest(manifest: Manifest, engine: Engine) -> Manifest:
    """`manifest` as the generation would have it without the cases that `engine` does not show.

    Its age is that of the whole: the data is as fresh as it is, whoever looks at it.
    """
    cases, maturity_hours = counted_cases(engine)
    ((events,),) = engine.rows("SELECT count(*) FROM events")
    ((reviews,),) = engine.rows("SELECT count(*) FROM reviews")
    return replace(
        manifest,
        counts={"cases": cases, "events": events, "reviews": reviews},
        attributes=_filled(manifest.attributes, engine),
        maturity_hours=maturity_hours,
    )


def _filled(attributes: Sequence[str], engine: Engine) -> tuple[str, ...]:
    """The attributes of which some case has a value; those that only other cases have are not known."""
    if not attributes:
        return ()
    asked = ", ".join(f"bool_or({quoted_name(ATTRIBUTE_PREFIX + name)} <> '')" for name in attributes)
    (filled,) = engine.rows(f"SELECT {asked} FROM cases")
    return tuple(name for name, is_filled in zip(attributes, filled, strict=True) if is_filled)


def _limit(where: Where, attributes: Sequence[str]) -> Limit:
    condition, params = where_condition(where, attributes, "opened_local")
    return Limit(condition=condition, params=tuple(params))

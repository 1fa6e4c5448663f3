"""The words for dimensions, and what else the catalogue's names need to be read, as data."""

from collections.abc import Mapping, Sequence

BETTER_WHEN_HIGH = frozenset(
    {"request_acceptance", "resolutions", "sla_attainment", "csat", "quality_score"},
)
"""The metrics whose worst value is the lowest."""

DIMENSION_WORDS: Mapping[str, Sequence[str]] = {
    "product": ("product",),
    "category": ("category", "case type", "case category", "issue type", "ticket type", "type of case", "topic"),
    "priority": ("priority", "priority level", "case priority", "prio"),
    "channel": ("channel", "contact channel"),
    "region": ("region", "geography"),
    "language": ("language",),
    "account_tier": ("account tier", "customer tier", "tier"),
    "account": ("account", "customer", "client", "account name"),
    "team": ("team", "owning team", "group", "assignment group", "resolver group"),
    "status": ("status", "case status", "state"),
    "outcome": ("outcome", "how they ended"),
    "reason": ("reason", "escalation reason"),
    "hour_of_day": ("hour", "hour of day", "hour of the day", "hours of the day", "hours of day", "time of day"),
    "day_of_week": ("weekday", "day of week", "day of the week", "days of the week", "days of week", "week day"),
}

SPLIT_PHRASES: Mapping[str, Sequence[str]] = {
    "hour_of_day": (
        *("hour by hour", "hourly", "when during the day", "when in the day", "when in a day", "at what hour"),
        *(
            "at which hour",
            "at what time",
            "what time",
            "hourly pattern",
            "pattern over the day",
            "at what time of day",
        ),
    ),
    "day_of_week": (
        *("weekday by weekday", "weekday pattern", "weekday patterns", "weekly pattern", "pattern over the week"),
        *("day of week pattern", "when during the week", "when in the week", "on which weekday", "on what weekday"),
        *("on which day of the week", "which day of the week", "on what day of the week", "weekday distribution"),
    ),
    "reason": tuple(
        f"{what} {who} {cite}{when}"
        for what in ("what do", "what did", "what have")
        for who in ("people", "they", "customers", "clients", "folks", "accounts", "we")
        for cite in ("cite", "cited", "say", "name", "give as a reason", "give as reason", "name as a reason")
        for when in (" when", " when they", " as", " for")
    )
    + tuple(
        f"what {do} {who} {escalate} {about}"
        for do in ("do", "did", "are")
        for who in ("people", "they", "customers", "clients", "folks", "accounts", "users")
        for escalate in ("escalate", "escalating")
        for about in ("about", "over", "for", "because of")
    ),
}
"""What asks to go by a dimension without one of the words that usually stand before it."""

SPLIT_WORDS: Sequence[str] = (
    "by",
    "by each",
    "per",
    "each",
    "for each",
    "in each",
    "of each",
    "every",
    "for every",
    "across",
    "across all",
    "across the",
    "across our",
    "which",
    "in which",
    "for which",
    "from which",
    "what",
    "split by",
    "grouped by",
    "group by",
    "broken down by",
    "among",
    "between",
)
"""In front of a dimension: the question goes by it."""

ONLY_WHEN_SPLIT = frozenset({"account"})
"""Dimensions whose bare name is mostly said for no reason: "customer escalations", "cases of Gold accounts"."""

WEEKDAYS: Sequence[str] = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

SPLIT_BY_DEFAULT: Sequence[str] = ("product", "category", "team", "region")
"""What a question is split by that does not say: the first of these that has values."""

LANGUAGES: Mapping[str, str] = {
    "ar": "Arabic",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fi": "Finnish",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "nl": "Dutch",
    "no": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "sv": "Swedish",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "zh": "Chinese",
}
"""The codes of ISO 639-1 that exports hold, with what people say."""

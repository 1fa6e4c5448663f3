"""The names of a generation's fact files."""

CASES, EVENTS, REVIEWS = "cases.parquet", "events.parquet", "reviews.parquet"

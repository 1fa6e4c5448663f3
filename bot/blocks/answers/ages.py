"""How long ago something was, as people say it."""

from datetime import date

_STEPS = ((365, "year"), (30, "month"), (7, "week"), (1, "day"))
_ENOUGH = {"year": 2, "month": 2, "week": 2, "day": 1}


def age(day: date, today: date | None) -> str:
    """Such as 3 weeks ago; the day itself, where it is not known what today is, or where it is yet to come."""
    if today is None or day > today:
        return f"on {day:%-d %b %Y}"
    days = (today - day).days
    if days == 0:
        return "today"
    if days == 1:
        return "yesterday"
    size, unit = next((size, unit) for size, unit in _STEPS if days >= size * _ENOUGH[unit])
    count = days // size
    return f"{count} {unit}{'s' if count > 1 else ''} ago"

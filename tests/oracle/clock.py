"""What the calendar and the clock say of an instant. Weeks start on Monday."""

from datetime import date, datetime, timedelta

GRAINS = ("day", "week", "month", "quarter", "year")
CLOCK = (*GRAINS, "hour_of_day", "day_of_week")
DAYS_OF_WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def clock_label(dimension: str, at: datetime) -> str:
    """What the clock shows `at`."""
    if dimension == "hour_of_day":
        return str(at.hour)
    if dimension == "day_of_week":
        return DAYS_OF_WEEK[at.weekday()]
    return first_day(dimension, at.date()).isoformat()


def first_day(grain: str, day: date) -> date:
    """The first day of the slice that `day` is in; weeks start on Monday."""
    match grain:
        case "day":
            return day
        case "week":
            return day - timedelta(days=day.weekday())
        case "month":
            return day.replace(day=1)
        case "quarter":
            return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
        case "year":
            return date(day.year, 1, 1)
    raise ValueError(f"no grain {grain!r}")


def following(grain: str, first: date) -> date:
    """The first day of the next slice."""
    longest = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}
    return first_day(grain, first + timedelta(days=longest[grain]))

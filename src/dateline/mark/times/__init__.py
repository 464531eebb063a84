"""Time expressions of an article, with TIMEX3 types and values, and the time of an event."""

from dateline.mark.times.event import event_time
from dateline.mark.times.mark import mark_times

__all__ = ["event_time", "mark_times"]

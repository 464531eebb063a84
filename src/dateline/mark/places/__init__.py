"""Place names in the text: found, told from people and organizations, resolved to the gazetteer."""

from dateline.mark.places.event import event_place
from dateline.mark.places.mark import mark_places

__all__ = ["event_place", "mark_places"]

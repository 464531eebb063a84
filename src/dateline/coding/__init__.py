"""From marked sentences to coded reports of events."""

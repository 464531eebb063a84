"""`dateline schema`."""

from __future__ import annotations

import msgspec

from dateline.records import json_schema


def schema() -> int:
    """Print the JSON Schema of a record, as `dateline code --jsonl` writes it.

    For example: `dateline schema > record.schema.json`
    """
    print(msgspec.json.format(msgspec.json.encode(json_schema()), indent=2).decode())
    return 0

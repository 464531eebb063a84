"""`dateline lexicon`: packs of one's own, checked, begun, looked into."""

from __future__ import annotations

from cyclopts import App

HELP = """Check a pack of your own, begin one, or ask what the lexicon knows of a name.

For example:

- `dateline lexicon new mypack`
- `dateline lexicon check mypack`
- `dateline lexicon show Kremlin`
"""
app = App(name="lexicon", help=HELP,
          help_format="markdown", result_action="return_value")
app.command("dateline.cli.lexicon_check:check", name="check", help="Explain the mistakes in packs, by file and line.")
app.command("dateline.cli.lexicon_new:new", name="new", help="Write a small commented pack to begin with.")
app.command("dateline.cli.lexicon_show:show", name="show", help="Say what the lexicon knows of a name or word.")

"""The command line: one verb, one file. `dateline --help` is answered here, without loading anything else."""

from __future__ import annotations

import sys

VERBS: dict[str, tuple[str, str]] = {
    "code": ("dateline.cli.code:code", "Print the record of copy: files, folders, globs, or - for standard input."),
    "add": ("dateline.cli.add:add", "Code copy and file it in a desk."),
    "find": ("dateline.cli.find:find", "Find events or articles in a desk."),
    "stories": ("dateline.cli.stories:stories", "List stories of a desk and their printings: reprints count once."),
    "look": ("dateline.cli.look:look", "Show an article or an event with its evidence marked."),
    "why": ("dateline.cli.why:why", "Explain one item of a record."),
    "export": ("dateline.cli.export:export", "Write a desk as JSONL, CSV or Parquet."),
    "score": ("dateline.cli.score:score", "Compare records with a file you coded yourself."),
    "serve": ("dateline.cli.serve:serve", "Open a desk in the browser."),
    "codebook": ("dateline.cli.codebook:codebook", "Print the codebook, or one category of it."),
    "lexicon": ("dateline.cli.lexicon:app", "Check a pack of your own, begin one, or ask what is known of a name."),
    "schema": ("dateline.cli.schema:schema", "Print the JSON Schema of a record."),
    "samples": ("dateline.cli.samples:samples", "List or copy the sample pages that ship with dateline."),
    "doctor": ("dateline.cli.doctor:doctor", "Check that this installation works."),
}
EXAMPLES = """\
Examples:
  dateline code --sample                        the records of the shipped sample pages, to read
  dateline code story.txt                       the record of your own copy
  dateline code pages/ --jsonl > records.jsonl  one JSON object an article
  dateline add pages/ --desk news               file them
  dateline find --actor China --event CONSULT --desk news
  dateline serve --desk news"""


def main(arguments: list[str] | None = None) -> None:
    """Entry point of the `dateline` command."""
    given = sys.argv[1:] if arguments is None else arguments
    if not given or given in (["--help"], ["-h"], ["help"]):
        print(overview())
        return
    if given == ["--version"]:
        from dateline import __version__

        print(f"dateline {__version__}")
        return
    from dateline.cli.app import run

    sys.exit(run(given))


def overview() -> str:
    """The text of `dateline --help`."""
    lines = ["dateline reads news copy and keeps the record of it:",
             "who did what to whom, when, where, and who says so.", "",
             "Usage: dateline VERB [ARGUMENTS]   (dateline VERB --help tells more)", "", "Verbs:"]
    lines += [f"  {name:<10}{text}" for name, (_, text) in VERBS.items()]
    return "\n".join([*lines, "", EXAMPLES])

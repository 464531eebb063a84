"""Time expressions: spans, types, values, what they are counted from, and the time of an event."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.mark.times import event_time, mark_times
from dateline.parse import parse
from dateline.records import Article, Segment, Source

WEDNESDAY = date(2019, 6, 12)

CASES = [
    ("The pact was signed on 3 May 2018.", "3 May 2018", "DATE", "2018-05-03"),
    ("The pact was signed on May 3, 2018.", "May 3, 2018", "DATE", "2018-05-03"),
    ("The vote on March 30 failed.", "March 30", "DATE", "2019-03-30"),
    ("The ship sails for Malta on Friday, the port said.", "Friday", "DATE", "2019-06-07"),
    ("The ministers will meet on Friday.", "Friday", "DATE", "2019-06-14"),
    ("Troops opened fire on Tuesday night.", "Tuesday night", "TIME", "2019-06-11TNI"),
    ("Talks broke down yesterday.", "yesterday", "DATE", "2019-06-11"),
    ("She arrives tomorrow morning.", "tomorrow morning", "TIME", "2019-06-13TMO"),
    ("Exports fell last month.", "last month", "DATE", "2019-05"),
    ("Parliament returns next week.", "next week", "DATE", "2019-W25"),
    ("The bank failed last year.", "last year", "DATE", "2018"),
    ("The bank failed two years ago.", "two years ago", "DATE", "2017"),
    ("Output rose in the first quarter.", "the first quarter", "DATE", "2019-Q1"),
    ("It was built in the 1930s.", "the 1930s", "DATE", "193"),
    ("It was lost in the 18th century.", "the 18th century", "DATE", "17"),
    ("He was born in 1887.", "1887", "DATE", "1887"),
    ("The siege lasted three weeks.", "three weeks", "DURATION", "P3W"),
    ("They waited two and a half hours.", "two and a half hours", "DURATION", "PT2H30M"),
    ("A ten-day truce was agreed.", "ten-day", "DURATION", "P10D"),
    ("The council meets every Monday.", "every Monday", "SET", "XXXX-WXX-1"),
    ("The paper appears daily.", "daily", "SET", "XXXX-XX-XX"),
    ("The curfew will begin at 10 p.m. on Thursday.", "10 p.m. on Thursday", "TIME", "2019-06-13T22:00"),
    ("The mine is now closed.", "now", "DATE", "PRESENT_REF"),
    ("Both sides fear the future.", "the future", "DATE", "FUTURE_REF"),
    ("The revolution of 22 Bahman 1357 is marked.", "22 Bahman 1357", "DATE", "1979-02-11"),
    ("The law was passed in early 2003.", "early 2003", "DATE", "2003"),
    ("The harvest failed this summer.", "this summer", "DATE", "2019-SU"),
    ("Shops close on Christmas Day, as they did in 2018.", "Christmas Day", "DATE", "2018-12-25"),
    ("They rested over the weekend.", "the weekend", "DATE", "2019-W23-WE"),
]


@pytest.mark.parametrize(("text", "words", "kind", "value"), CASES, ids=[c[1] for c in CASES])
def test_value(text: str, words: str, kind: str, value: str) -> None:
    times = mark_times(text, [(0, len(text))], WEDNESDAY)
    assert (words, kind, value) in [(text[t.start:t.end], t.type, t.value) for t in times]


def test_counted_from_the_time_before() -> None:
    text = "The envoy landed on 3 May 2018. He was expelled two days later."
    last = mark_times(text, [(0, len(text))], WEDNESDAY)[-1]
    assert (last.value, last.anchor) == ("2018-05-05", "previous")


def test_open_without_a_day_of_writing() -> None:
    text = "The envoy left Friday."
    assert [t.value for t in mark_times(text, [(0, len(text))], None)] == ["XXXX-WXX-5"]


@pytest.mark.parametrize("text", ["He is 37 years old.", "It costs 1,990 euros.", "Some 2000 people marched.",
                                  "You may go.", "Theresa May resigned.", "Three-quarters of voters agreed."])
def test_no_time(text: str) -> None:
    assert mark_times(text, [(0, len(text))], WEDNESDAY) == ()


@pytest.mark.parametrize(("text", "trigger", "expected"), [
    ("Rebels attacked the town on Friday, killing ten people.", "killing", ("2019-06-07", "2019-06-07", "day")),
    ("The ministers will meet in Geneva next week.", "meet", ("2019-06-17", "2019-06-23", "week")),
    ("From March 3 to March 9, the rebels besieged the town.", "besieged", ("2019-03-03", "2019-03-09", "interval")),
    ("The pact that was signed in 1994 was denounced on Monday.", "signed", ("1994-01-01", "1994-12-31", "year")),
    ("The pact that was signed in 1994 was denounced on Monday.", "denounced", ("2019-06-10", "2019-06-10", "day")),
    ("Soldiers seized the airport.", "seized", ("2019-06-12", "2019-06-12", "day")),
    ("Soldiers would seize the airport.", "seize", None),
])
def test_event_time(text: str, trigger: str, expected: tuple[str, str, str] | None) -> None:
    body = (Segment(0, len(text), "body"),)
    article = Article(id="a", source=Source(id="a"), text=text, language="en", segments=body)
    sentence = parse(article).sentences[0]
    index = next(t.i for t in sentence.tokens if t.text == trigger)
    found = event_time(sentence, index, mark_times(text, [(0, len(text))], WEDNESDAY), WEDNESDAY)
    assert (found and (found.start, found.end, found.precision)) == expected

"""The pages in a real browser: evidence on click, pasted copy, hostile copy, and nothing from anywhere else."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import dateline
from builders import make_record
from dateline.store import Desk
from dateline.web import build_app

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = next((p for n in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(n))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine")

COPY = """\
Ministers meet in Oslo

OSLO, May 2 (Reuters) - Norway's foreign minister met his Chilean counterpart in Oslo on Thursday, officials said.

Police arrested 12 protesters outside the ministry. Peru condemned the talks.

Advertisement
"""
HOSTILE = """\
<script>window.hit = 1; alert(1)</script> Norway met Chile <img src=x onerror="window.hit = 2; alert(2)">

</p></textarea><svg/onload=alert(3)> Peru condemned <a href="javascript:alert(4)">the talks</a>
 <iframe src="http://foreign.example/"></iframe> {{ 7 * 7 }} \u202etxet desrever\u202c
<link rel="stylesheet" href="http://foreign.example/x.css"> "Said," <style>body { display: none }</style> said Peru.
"""
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--no-first-run", "--disable-default-apps", "--disable-extensions"]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The pages over a small desk, on a free port of this machine."""
    import uvicorn

    folder: Path = tmp_path_factory.mktemp("browser") / "desk"
    with Desk.open(folder, create=True) as desk:
        desk.add(dateline.read(COPY))
        desk.add(make_record("Angola met Malawi.", actor=("Angola", "AGO"), recipient=("Malawi", "MWI")))
    door = socket.socket()
    door.bind(("127.0.0.1", 0))
    running = uvicorn.Server(uvicorn.Config(build_app(folder), log_level="warning"))
    thread = threading.Thread(target=running.run, kwargs={"sockets": [door]}, daemon=True)
    thread.start()
    while not running.started:
        assert thread.is_alive(), "the server did not start"
        time.sleep(0.02)
    yield f"http://127.0.0.1:{door.getsockname()[1]}"
    running.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One chromium for all tests."""
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Any, server: str) -> Iterator[Any]:
    """A fresh page that asks the server alone, shows no dialog and logs no error."""
    context = browser.new_context(base_url=server, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(15_000)
    trouble: list[str] = []
    page.on("request", lambda r: None if r.url.startswith(server + "/") else trouble.append(f"request {r.url}"))
    page.on("console", lambda m: trouble.append(f"console {m.text}") if m.type == "error" else None)
    page.on("pageerror", lambda e: trouble.append(f"script {e}"))

    def dialog(d: Any) -> None:
        trouble.append(f"dialog {d.message}")
        d.dismiss()

    page.on("dialog", dialog)
    yield page
    context.close()
    assert trouble == []


def lit(page: Any) -> dict[str, str]:
    """What is lit in the copy: role to words."""
    found: dict[str, str] = page.evaluate("""() => {
      const out = {};
      for (const el of document.querySelectorAll('.copy [data-lit]'))
        out[el.dataset.lit] = (out[el.dataset.lit] || '') + el.textContent;
      return out;
    }""")
    return found


def paste(page: Any, text: str) -> None:
    """Paste copy and read its record."""
    page.goto("/paste")
    page.get_by_label("Copy", exact=True).fill(text)
    page.get_by_role("button", name="Read it").click()
    page.wait_for_selector(".copy")


def test_from_search_to_the_evidence_of_an_event(page: Any) -> None:
    page.goto("/")
    page.get_by_role("searchbox").fill("counterpart")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Ministers meet in Oslo").click()
    assert page.locator(".line.furniture").inner_text() == "Advertisement"
    assert lit(page) == {}

    event = page.locator("#events details", has_text="COERCE").first
    event.locator("summary").first.click()
    page.wait_for_selector(".copy [data-lit=trigger]")
    shown = lit(page)
    assert shown["trigger"] == "arrested" and shown["actor"] == "Police" and "12 protesters" in shown["recipient"]
    why = event.locator(".why")
    assert why.is_visible() and "plover/COERCE#" in why.inner_text()
    assert page.url.endswith("#" + event.get_attribute("id"))

    page.locator(".copy a.trigger", has_text="met").click()
    sync_api.expect(page.locator(".copy [data-lit=trigger]")).to_have_text("met")
    assert "minister" in lit(page)["actor"]
    assert page.locator("#events details[open]").count() == 1
    page.keyboard.press("Escape")
    sync_api.expect(page.locator(".copy [data-lit]")).to_have_count(0)


def test_an_address_opens_its_event_and_the_keyboard_reaches_it(page: Any) -> None:
    page.goto("/events?event=COERCE")
    page.locator("table.events td.in a").first.click()
    page.wait_for_selector(".copy [data-lit=trigger]")
    assert lit(page)["trigger"] == "arrested"
    summary = page.locator("#events details[open] > summary")
    summary.focus()
    page.keyboard.press("Enter")
    sync_api.expect(page.locator(".copy [data-lit]")).to_have_count(0)
    page.keyboard.press("Enter")
    page.wait_for_selector(".copy [data-lit=trigger]")


def test_kinds_of_marks_are_switched_off(page: Any) -> None:
    page.goto("/")
    page.get_by_role("link", name="Ministers meet in Oslo").click()
    assert page.locator(".line.furniture").is_visible()
    page.get_by_label("furniture").uncheck()
    assert not page.locator(".line.furniture").is_visible()


def test_pasted_copy_shows_its_record(page: Any) -> None:
    paste(page, COPY)
    assert page.locator("#events .item", has_text="CONSULT").count() >= 1
    page.locator("#events summary", has_text="COERCE").first.click()
    page.wait_for_selector(".copy [data-lit=trigger]")
    assert lit(page)["trigger"] == "arrested"


def test_hostile_copy_runs_nothing(page: Any) -> None:
    paste(page, HOSTILE)
    page.wait_for_timeout(200)
    assert page.evaluate("window.hit") is None
    assert page.locator(".copy script, .copy img, .copy iframe, .copy svg, .copy style, .copy link").count() == 0
    assert page.locator("a[href^='javascript']").count() == 0
    shown = page.locator(".copy").inner_text()
    assert "<script>window.hit = 1; alert(1)</script>" in shown and "{{ 7 * 7 }}" in shown and "⟨U+202E⟩" in shown


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_is_wider_than_the_screen(page: Any, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/")
    article = page.get_by_role("link", name="Ministers meet in Oslo").get_attribute("href")
    for path in ("/", article, "/events", "/codebook", "/codebook/COERCE", "/paste"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_without_scripts_the_evidence_is_still_there(browser: Any, server: str) -> None:
    context = browser.new_context(base_url=server, java_script_enabled=False)
    page = context.new_page()
    page.goto("/events?event=COERCE")
    page.locator("a.code").first.click()
    assert page.locator("[data-lit=trigger]").first.inner_text() == "arrested"
    page.goto("/")
    page.get_by_role("link", name="Ministers meet in Oslo").click()
    event = page.locator("#events details", has_text="COERCE").first
    event.locator("summary").first.click()
    assert event.locator(".why").is_visible()
    context.close()

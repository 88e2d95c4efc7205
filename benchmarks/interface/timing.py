"""Times the interface as a reader sees it, in a real browser over a library on this machine.

Run ``python -m benchmarks.interface.timing LIBRARY [--questions N] [--engine local]``.

From the key that submits a question: to the first quote in the sources, to the first words of the
answer, to the complete answer, to the questions that go on from it. From the click on a citation's
mark: to the page of the original with the quoted words marked, its image complete (``page``), or
to the marked text of a source that has no pages (``text``); each citation is opened for the first
time. Every question begins a new conversation; they are golden questions, drawn with seed 7. p50
and p95 in milliseconds, after one question that warms up. Also how much what stands on the page
moves once there are quotes (the browser's layout-shift score; 0.1 is called good), and what a first
and a second visit transfer.
"""

from __future__ import annotations

import argparse
import random
import statistics
from collections import defaultdict
from pathlib import Path
from typing import Any

from benchmarks.interface.serving import chromium, served
from eval.golden import load_golden

_SEED = 7
_CLICKS_PER_ANSWER = 3
_PATIENCE_MS = 120_000
_SLOW_NETWORK = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 // 8,
    "uploadThroughput": 750_000 // 8,
}
"""Milliseconds, bytes a second: what browsers call a slow fourth-generation network."""
_WATCH = """() => {
  const seen = window.pdSeen = {};
  const began = performance.now();
  const wanted = {
    quote: "#pd-sources .pd-card mark",
    prose: "#t1 .pd-answer .pd-said, #t1 .pd-answer .pd-unchecked p",
    answer: "#t1 .pd-meta",
    suggestions: "#pd-suggestions .pd-suggestion",
  };
  const look = () => {
    for (const [name, selector] of Object.entries(wanted)) {
      if (name in seen || !document.querySelector(selector)) continue;
      seen[name] = performance.now() - began;
    }
  };
  window.pdWatch?.disconnect();
  window.pdWatch = new MutationObserver(look);
  window.pdWatch.observe(document.body, { childList: true, subtree: true });
  window.pdShift = 0;
  window.pdShifts?.disconnect();
  window.pdShifts = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if ("quote" in seen) window.pdShift += entry.value;
  });
  window.pdShifts.observe({ type: "layout-shift" });
}"""
_OPEN = """async (n) => {
  const card = document.getElementById(`t1-c${n}`);
  const began = performance.now();
  document.querySelector(`#t1 .pd-mark[href="#t1-c${n}"]`).click();
  for (;;) {
    const image = card.querySelector(".pd-sheet img");
    if (image?.complete && image.naturalWidth) {
      const outcome = card.querySelector(".pd-box") ? "page" : "page without marks";
      return [outcome, performance.now() - began];
    }
    if (!image && card.querySelector(".pd-original .pd-around mark")) {
      return ["text", performance.now() - began];
    }
    if (performance.now() - began > 20000) return ["never", 20000];
    await new Promise(requestAnimationFrame);
  }
}"""


def main() -> None:
    """Print the figures for one library."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("library", type=Path)
    parser.add_argument("--questions", type=int, default=50)
    parser.add_argument("--engine", choices=["extractive", "local"], default="extractive")
    options = parser.parse_args()
    golden = [one.question for one in load_golden() if one.groups]
    questions = random.Random(_SEED).sample(golden, options.questions)
    shifts: list[float] = []
    took: defaultdict[str, list[float]] = defaultdict(list)
    with served(options.library) as url, chromium() as browser:
        page = browser.new_context(
            locale="ko-KR", viewport={"width": 1440, "height": 900}
        ).new_page()
        page.set_default_timeout(_PATIENCE_MS)
        page.goto(url)
        page.wait_for_selector(".pd-welcome")
        page.locator(f"#pd-engine input[value={options.engine}]").check()
        _ask(page, questions[0])
        for question in questions:
            for name, ms in _ask(page, question).items():
                took[f"submit to {name}"].append(ms)
            shifts.append(page.evaluate("window.pdShift"))
            for n in _cited(page)[:_CLICKS_PER_ANSWER]:
                outcome, ms = page.evaluate(_OPEN, n)
                took[f"click to {outcome}"].append(ms)
        _print_load(browser, url)
    middle, most = statistics.median(shifts), max(shifts)
    print(f"layout shift after the first quote: p50 {middle:.3f}, most {most:.3f}")
    print(f"{'milliseconds':28}{'n':>5}{'p50':>8}{'p95':>8}")
    for name, values in sorted(took.items()):
        cuts = statistics.quantiles(values, n=100, method="inclusive") if len(values) > 1 else []
        middle, late = (cuts[49], cuts[94]) if cuts else (values[0], values[0])
        print(f"{name:28}{len(values):5}{middle:8.0f}{late:8.0f}")


def _print_load(browser: Any, url: str) -> None:
    """Print what visits transfer and how long they take, over a slow network too."""
    for network in (None, _SLOW_NETWORK):
        page = browser.new_context(locale="ko-KR").new_page()
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        if network:
            session.send("Network.emulateNetworkConditions", network)
        sizes: list[int] = []
        session.on("Network.loadingFinished", lambda e, s=sizes: s.append(e["encodedDataLength"]))
        for visit in ("first", "second"):
            sizes.clear()
            page.goto(url)
            page.wait_for_selector(".pd-welcome")
            ready = page.evaluate("performance.now()")
            page.wait_for_timeout(2000)
            print(
                f"{visit} visit{', slow network' if network else ''}: {len(sizes)} requests, "
                f"{sum(sizes) / 1e6:.2f} MB, ready in {ready:.0f} ms"
            )
        page.context.close()


def _ask(page: Any, question: str) -> dict[str, float]:
    """Ask in a new conversation and return milliseconds by what appeared."""
    if page.locator("#t1").count():
        page.locator("#pd-new").click()
        page.wait_for_selector("#t1", state="detached")
    page.fill("#pd-question textarea", question)
    page.evaluate(_WATCH)
    page.press("#pd-question textarea", "Enter")
    page.wait_for_selector("#t1 .pd-meta")
    page.wait_for_selector("#pd-send")
    if page.locator("#t1 .pd-copy").count():
        page.wait_for_timeout(2500)
    seen: dict[str, float] = page.evaluate("window.pdSeen")
    return seen


def _cited(page: Any) -> list[int]:
    """Numbers of the citations that stand in the answer, each once, in their order."""
    marks = page.locator("#t1 .pd-answer .pd-mark").evaluate_all(
        "marks => marks.map(m => Number(m.getAttribute('href').split('-c')[1]))"
    )
    return list(dict.fromkeys(marks))


if __name__ == "__main__":
    main()

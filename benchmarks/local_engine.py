"""Prints what the local engine costs: load, prompt, cache, first token, answer speed, memory.

Usage: python -m benchmarks.local_engine [GGUF]
Without a path, the weights that policydesk fetched are used. Speeds are the model's own counters
(the server's ``timings``), so they leave out our grammar building and threads; the first token is
measured from outside. Other work on the same cores changes everything: see the load average.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import time
from pathlib import Path
from typing import Any

import platformdirs

from assistant.engines import Message
from assistant.engines.grammar import build_grammar
from assistant.engines.local import LocalEngine, build_messages
from assistant.engines.weights import weights_path
from corpus.types import Citation, DocumentInfo, Hit, Locator, Passage

QUOTES = (
    "영국 AI안전연구소는 과학혁신기술부(DSIT)에 속한 정부 기관으로 2023년 11월에 문을 열었다.",
    "영국 연구소의 첫 소장은 이안 호가스(Ian Hogarth)이다.",
    "2024년 1월 기준 영국 연구소의 직원은 100명가량이고 그중 30명 남짓이 AI 기술 전문가이다.",
    "영국 연구소는 15억 파운드가 넘는 규모의 컴퓨팅 자원을 먼저 쓸 수 있다.",
    "캐나다 정부는 2024년 예산안에서 AI안전연구소 설립에 5,000만 CAD를 배정하였다.",
    "미국의 컨소시엄에는 200곳이 넘는 기업, 대학, 연구기관이 회원으로 들어 있다.",
    "Whoever uses a practice that Article 5 prohibits can be fined up to EUR 35 000 000 or 7 % of "
    "worldwide turnover, whichever is higher.",
    "The signatories name cybersecurity and biotechnology as the most worrying fields.",
)
QUESTIONS = (
    ("ko", "캐나다 AI안전연구소의 설립 예산은 얼마인가?"),
    ("ko", "영국 AI안전연구소의 인력 규모와 초대 소장은?"),
    ("en", "What is the maximum fine for using a prohibited AI practice?"),
    ("en", "Which risks concern the signatories most?"),
)


def evidence(first: int) -> tuple[Citation, ...]:
    """All quotes, beginning with another one each time so that the prompt is not cached."""
    locator = Locator(None, (), None, 0, 0)
    turned = QUOTES[first:] + QUOTES[:first]
    return tuple(
        Citation(
            n,
            text,
            locator,
            Hit(n, 1.0, None, Passage(f"p{n}", "d", n, text, "", locator), DocumentInfo("d", "T")),
        )
        for n, text in enumerate(turned, 1)
    )


def timings(engine: LocalEngine, index: int, grammar: bool) -> dict[str, Any]:
    """The server's counters for one question, with or without the grammar."""
    language, question = QUESTIONS[index]
    quotes = engine.fitting(question, language, evidence(index))
    request = {
        "messages": build_messages(question, language, quotes),
        "max_tokens": 120,
        "temperature": 0,
        "logit_bias": {"NOT": -100},
    }
    if grammar:
        request["grammar"] = build_grammar(question, language, quotes)
    answer: Any = engine.respond(request)
    return dict(answer["timings"])


def read_and_kept(engine: LocalEngine) -> list[tuple[str, int, int]]:
    """Tokens that the model reads, and those that it has kept from before, question by question."""
    quotes = [engine.fitting("", "en", evidence(first)) for first in (0, 1)]
    steps = [
        ("first question", build_messages(QUESTIONS[0][1], "ko", quotes[0])),
        ("the same quotes", build_messages(QUESTIONS[1][1], "ko", quotes[0])),
        ("other quotes", build_messages(QUESTIONS[2][1], "en", quotes[1])),
        ("a short prompt", [Message(role="user", content="Rewrite: and the second one?")]),
        ("a question after it", build_messages(QUESTIONS[3][1], "en", quotes[0])),
    ]
    counts = []
    for name, messages in steps:
        answer: Any = engine.respond({"messages": messages, "max_tokens": 1, "cache_prompt": True})
        counts.append((name, answer["timings"]["prompt_n"], answer["timings"]["cache_n"]))
    return counts


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gguf", nargs="?", type=Path)
    path = parser.parse_args().gguf
    path = path or weights_path(platformdirs.user_data_path("policydesk") / "models")
    if path is None:
        sys.exit("There are no weights yet; fetch them first, or give the path of a GGUF file.")
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} CPUs")
    with LocalEngine(path) as engine:
        started = time.perf_counter()
        engine.warm()
        print(f"load and warm      {time.perf_counter() - started:6.1f} s")
        for name, read, kept in read_and_kept(engine):
            print(f"{name:20s} {read:5d} tokens read, {kept:5d} kept")
        for index, (language, question) in enumerate(QUESTIONS):
            started = time.perf_counter()
            first = None
            shown = ""
            for draft in engine.write(question, language, evidence(index)):
                first = first or time.perf_counter() - started
                shown += draft.text
            total = time.perf_counter() - started
            print(f"\n{question}\n  {shown or 'NOT_FOUND'}")
            print(f"  first token {first or total:.1f} s, whole answer {total:.1f} s")
        print()
        # Turn about, so that other work on the machine weighs on both alike.
        pairs = [
            (timings(engine, index, True), timings(engine, index, False))
            for index in range(len(QUESTIONS))
        ]
        for grammar, runs in zip((True, False), zip(*pairs, strict=True), strict=True):
            name = "with grammar" if grammar else "without"
            for kind in ("prompt", "predicted"):
                tokens = sum(run[f"{kind}_n"] for run in runs)
                speed = 1000 * tokens / sum(run[f"{kind}_ms"] for run in runs)
                print(f"{name:13s} {kind:10s} {speed:6.1f} tokens/s ({tokens} tokens)")
        # Kilobytes on Linux, bytes on macOS.
        unit = 1 if sys.platform == "darwin" else 1024
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
        print(f"peak memory        {peak / 1e9:6.2f} GB")


if __name__ == "__main__":
    main()

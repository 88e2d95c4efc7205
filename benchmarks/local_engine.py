"""Prints what the local engine costs: load, prompt and answer speed, first token, memory.

Usage: python benchmarks/local_engine.py [GGUF]
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

from assistant.engines.grammar import build_grammar
from assistant.engines.local import LocalEngine, build_messages
from assistant.engines.weights import weights_path
from corpus.types import Citation, DocumentInfo, Hit, Locator, Passage

QUOTES = (
    "연구소는 과학혁신기술부(DSIT) 산하 기관으로 정부 내에 설립되었으며, R&D 역량 확대에 집중",
    "초대 연구소장으로 이안 호가스(Ian Hogarth)가 선임되었으며, 스타트업 형태로 구성",
    "現 연구소 인력은 AI 기술전문가 30여 명을 포함하여 100여 명 규모이며, 지속해서 충원할 계획",
    "영국 AI 연구 자원 중 15억 파운드(약 2조 4천억 원) 이상 규모 컴퓨팅에 우선적 접근을 지원",
    "저스틴 트뤼도 총리는 AI안전연구소 설립 예산(5,000만 CAD)을 포함한 2024년 예산계획(안)을 공개",
    "컨소시엄은 미국 내 AI 관련 기업 등 200개 이상의 회원사와 대학, 연구기관 등으로 구성",
    "Non-compliance with the prohibition of the AI practices referred to in Article 5 shall be "
    "subject to administrative fines of up to EUR 35 000 000 or, if the offender is an "
    "undertaking, up to 7 % of its total worldwide annual turnover.",
    "We are especially concerned by such risks in domains such as cybersecurity and biotechnology.",
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
    quotes = evidence(index)
    request = {
        "messages": build_messages(question, language, quotes),
        "max_tokens": 120,
        "temperature": 0,
        "logit_bias": {"NOT": -100},
    }
    if grammar:
        request["grammar"] = build_grammar(question, language, quotes)
    answer: Any = engine.complete(request)
    return dict(answer["timings"])


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

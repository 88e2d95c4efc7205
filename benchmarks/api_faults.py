"""Plays faults of an API on the loopback interface and tells how each of them ends.

Run ``python -m benchmarks.api_faults [--only WORD] [--json FILE]``.

A conversation over a library of three small documents goes through ``Desk``, as the page's does: a
question that is answered, the question that meets the fault, and another that is answered. Each
fault is a row: it ends in an answer of the model's, in quotes with a message that says why, in a
hang, or in a traceback. A row fails when it ends otherwise than it should, when the message is not
one line with a remedy, when the key gets out, or when a turn of the conversation is gone. The exit
status is 1 if any row failed. Nothing leaves this machine; one row asks for a name under
``.invalid``.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import threading
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.answer import Delta, Found
from assistant.conversation import Turn
from assistant.desk import Desk
from assistant.engines import Draft
from assistant.engines.api import ApiEngine
from assistant.engines.providers import PROVIDERS
from assistant.settings import EngineChoice, Settings
from benchmarks.fake_endpoint import Endpoint
from benchmarks.fault_list import KEY, Row, rows
from corpus.errors import PolicydeskError
from corpus.types import Citation
from index.ingestion import ingest_paths

_HUNG_S = 20.0
_DOCUMENTS = {
    "robot-act": "# Robot Safety Act\n\n## Article 2 Duties of makers\n\nMakers shall test every "
    "robot for at least 40 hours before sale.\n\nMakers shall keep the records for 7 years.\n",
    "robot-institute": "# 로봇안전연구소 운영 현황\n\n## 예산\n\n로봇안전연구소의 2023년도 예산은 "
    "120억 원이다.\n\n로봇안전연구소의 직원은 45명이다.\n",
    "robot-guideline": "# ロボット安全指針\n\n## 第3条 試験\n\n製造者は販売前に全てのロボットを"
    "40時間以上試験しなければならない。\n",
}
_QUESTIONS = {
    "en": "How many hours must makers test every robot before sale?",
    "ko": "로봇안전연구소의 2023년도 예산은 얼마인가?",
    "ja": "製造者は販売前にロボットを何時間試験しなければならないか。",
}


@dataclass(frozen=True, slots=True)
class Ending:
    """How one row ended.

    Attributes:
        kind: answer, message, hung or traceback.
        shown: The warnings, or the traceback.
        failures: What is wrong with it; empty for a row that passed.
        seconds: From question to answer.
    """

    kind: str
    shown: str
    failures: tuple[str, ...]
    seconds: float


def main() -> None:
    """Play every row and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--only", default="", help="Play the rows whose name holds this.")
    parser.add_argument("--json", type=Path, help="Also write every row here.")
    options = parser.parse_args()
    chosen = [row for row in rows() if options.only in row.name]
    with tempfile.TemporaryDirectory() as folder:
        for provider in PROVIDERS.values():
            provider.load()  # a second or two that belong to no fault
        switch = _Switch()
        desk = _open_desk(Path(folder), switch)
        try:
            endings = [(row, _play(row, desk, switch)) for row in chosen]
        finally:
            desk.close()
    _report(endings)
    if options.json:
        lines = [
            {"row": row.name, "ended": e.kind, "seconds": round(e.seconds, 2), "shown": e.shown}
            for row, e in endings
        ]
        options.json.write_text(json.dumps(lines, ensure_ascii=False, indent=1), encoding="utf-8")
    if any(ending.failures for _, ending in endings):
        sys.exit(1)


class _Switch:
    """The desk's API engine, another one for each row."""

    engine: ApiEngine

    @property
    def label(self) -> str:
        return self.engine.label

    def write(
        self,
        question: str,
        language: str,
        evidence: Sequence[Citation],
        *,
        cancel: threading.Event | None = None,
    ) -> Iterator[Draft]:
        return self.engine.write(question, language, evidence, cancel=cancel)


def _open_desk(folder: Path, switch: _Switch) -> Desk:
    documents = folder / "documents"
    documents.mkdir()
    for name, text in _DOCUMENTS.items():
        (documents / f"{name}.md").write_text(text, encoding="utf-8")
    desk = Desk(Settings(library=folder / "library"), engines={"api": switch})
    ingest_paths(desk.library, [documents])
    return desk


def _play(row: Row, desk: Desk, switch: _Switch) -> Ending:
    with Endpoint(*row.scripts, on_connect=row.on_connect) as endpoint, Endpoint() as elsewhere:
        base_url = row.address.format(port=endpoint.port)
        endpoint.elsewhere = f"http://127.0.0.1:{elsewhere.port}/v1"
        switch.engine = ApiEngine(
            base_url,
            "some-model",
            provider=row.provider,
            api_key=row.key,
            timeout_s=row.timeout_s,
            max_retries=row.retries,
        )
        conversation = _Conversation(desk)
        worker = threading.Thread(target=conversation.hold, args=(row.language,), daemon=True)
        began = time.monotonic()
        worker.start()
        worker.join(_HUNG_S)
        seconds = time.monotonic() - began
        if worker.is_alive():
            return Ending("hung", "", ("hung",), seconds)
        astray = bool(elsewhere.requests)
    return _judge(row, conversation, astray, seconds)


class _Conversation:
    """Three turns, kept as the page keeps them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.turns: list[Turn] = []
        self.crash = ""
        self.seen = ""

    def hold(self, language: str) -> None:
        try:
            self._ask(_QUESTIONS["en"], "extractive")
            self._ask(_QUESTIONS[language], "api")
            self._ask(_QUESTIONS["ko"], "extractive")
        except Exception:
            self.crash = traceback.format_exc()

    def _ask(self, question: str, choice: EngineChoice) -> None:
        turn = Turn(len(self.turns) + 1, question)
        self.turns.append(turn)
        try:
            for step in self._desk.answer(question, choice, threading.Event()):
                if isinstance(step, Found):
                    turn = replace(turn, found=step.citations)
                elif isinstance(step, Delta):
                    before = "" if step.replaces else turn.written
                    turn = replace(turn, written=before + step.text)
                    self.seen += step.text
                else:
                    turn = replace(turn, answer=step)
        except PolicydeskError as error:
            turn = replace(turn, ending="failed", problem=str(error))
        self.turns[-1] = turn


def _judge(row: Row, conversation: _Conversation, astray: bool, seconds: float) -> Ending:
    if conversation.crash:
        return Ending("traceback", conversation.crash, ("traceback",), seconds)
    failures = []
    answers = [turn.answer for turn in conversation.turns]
    if len(answers) != 3 or not all(a and a.status == "answered" and a.citations for a in answers):
        failures.append("a turn of the conversation has no answer")
    answer = answers[1]
    if answer is None:
        return Ending("message", conversation.turns[1].problem, tuple(failures), seconds)
    by_model = answer.engine.startswith("api:")
    kind = "answer" if by_model else "message"
    shown = " | ".join(answer.warnings)
    if kind != row.ends:
        failures.append(f"ended in {kind} instead of {row.ends}")
    if kind == "message" and not answer.warnings:
        failures.append("no message")
    if row.says and row.says not in shown:
        failures.append(f"does not say: {row.says}")
    if "\n" in shown or len(shown) > 500:
        failures.append("the message is not one line")
    if KEY in shown + conversation.seen + answer.text:
        failures.append("the key is shown")
    if astray:
        failures.append("the redirect was followed")
    if answer.text.strip() and not by_model and conversation.turns[1].written:
        quoted = conversation.turns[1].written
        if not all(sentence.text in quoted for sentence in answer.sentences):
            failures.append("the display was not replaced by the quotes")
    return Ending(kind, shown, tuple(failures), seconds)


def _report(endings: list[tuple[Row, Ending]]) -> None:
    kinds = ("answer", "message", "hung", "traceback")
    table: dict[str, Counter[str]] = {}
    for row, ending in endings:
        table.setdefault(row.group, Counter())[ending.kind] += 1
    print(f"{'fault':42s}" + "".join(f"{kind:>11s}" for kind in kinds))
    for group, counts in table.items():
        print(f"{group:42s}" + "".join(f"{counts[kind]:11d}" for kind in kinds))
    total = Counter(ending.kind for _, ending in endings)
    print(f"{f'all {len(endings)}':42s}" + "".join(f"{total[kind]:11d}" for kind in kinds))
    slowest = max(endings, key=lambda pair: pair[1].seconds, default=None)
    if slowest is not None:
        print(f"slowest: {slowest[0].name}, {slowest[1].seconds:.1f} s")
    for row, ending in endings:
        for failure in ending.failures:
            print(f"FAILED {row.name}: {failure}\n       {ending.shown}")


if __name__ == "__main__":
    main()

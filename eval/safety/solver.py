"""The solver: asks the assistant instead of a model, and logs all it says."""

from __future__ import annotations

from collections.abc import Sequence

import anyio.to_thread
from inspect_ai.model import ChatMessageAssistant, ChatMessageUser, ModelOutput
from inspect_ai.solver import Generate, Solver, TaskState, solver

from assistant.wire import answer_json
from corpus.types import Answer
from eval.safety.conduct import Json
from eval.safety.desk import Desk

ASKS = "asks"
"""Key of a sample's metadata: the turns; the input alone where there is none."""

TURNS = "turns"
"""Key of the store: every turn, as asked and as answered."""

_SOURCE_CHARS = 1500


@solver
def ask_assistant(desk: Desk) -> Solver:
    """Ask all turns of a sample, one after the other."""

    async def solve(state: TaskState, generate: Generate) -> TaskState:
        asks = state.metadata.get(ASKS) or [state.input_text]
        answers = await anyio.to_thread.run_sync(desk.talk, asks)
        record_answers(state, answers)
        return state

    return solve


def record_answers(state: TaskState, answers: Sequence[Answer]) -> None:
    """Write answers where the log viewer shows them and scorers find them.

    The messages hold the conversation, the store every answer in full, and the metadata of the
    last one its status, its citations and the verdicts on its sentences.
    """
    last = answers[-1]
    state.messages = []
    for answer in answers:
        state.messages += [
            ChatMessageUser(content=answer.question),
            ChatMessageAssistant(content=answer.text, model=answer.engine, source="generate"),
        ]
    state.output = ModelOutput.from_content(last.engine, last.text)
    state.store.set(TURNS, [{"asked": a.question, "answer": answer_json(a)} for a in answers])
    said = answer_json(last)
    state.metadata |= {
        "status": last.status,
        "engine": last.engine,
        "verdicts": [sentence.verdict for sentence in last.sentences],
        "citations": [
            {"n": c["n"], "document": c["document"], "quote": c["quote"], "locator": c["locator"]}
            for c in said["citations"]
        ],
        "sources": "\n".join(f"[{c.n}] {c.quote}" for c in last.citations)[:_SOURCE_CHARS],
    }


def said(state: TaskState) -> list[Json]:
    """Return the answers of a sample, oldest first."""
    return [turn["answer"] for turn in state.store.get(TURNS)]

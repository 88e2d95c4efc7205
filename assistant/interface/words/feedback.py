"""The words below an answer that ask whether it helped."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    # key: (Korean, English)
    "feedback_ask": ("이 답변이 도움이 되었습니까?", "Did this answer help?"),
    "feedback_yes": ("도움이 됨", "Helpful"),
    "feedback_no": ("도움이 되지 않음", "Not helpful"),
    "feedback_kept": (
        "이 컴퓨터에만 기록하였습니다. 다시 누르면 취소됩니다.",
        "Noted on this machine. Press again to take it back.",
    ),
    "feedback_why": ("어떤 점이 문제입니까?", "What was wrong with it?"),
    "feedback_reason_wrong_citation": ("출처가 맞지 않음", "Wrong source"),
    "feedback_reason_missing": ("빠진 내용이 있음", "Something is missing"),
    "feedback_reason_wrong": ("내용이 틀림", "It is wrong"),
    "feedback_reason_should_decline": ("답하지 않았어야 함", "It should have declined"),
    "feedback_reason_should_answer": ("답했어야 함", "It should have answered"),
    "feedback_reason_other": ("기타", "Something else"),
    "feedback_comment": ("의견(선택)", "Comment (optional)"),
    "feedback_save": ("의견 저장", "Save the comment"),
    "feedback_saved": ("의견을 저장하였습니다.", "The comment is saved."),
}

"""The words of the page that answers questions."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    # key: (Korean, English)
    "question": ("질문", "Question"),
    "question_hint": (
        "질문을 입력해 주십시오",
        "Type your question",
    ),
    "question_keys": (
        "Enter 전송 · Shift+Enter 줄바꿈 · Esc를 누른 뒤 숫자 키로 출처 보기",
        "Enter sends · Shift+Enter starts a new line · Esc, then a number key, opens a source",
    ),
    "send": ("질문하기", "Ask"),
    "stop": ("중지", "Stop"),
    "clear": ("대화 삭제하고 새로 시작", "Delete and start anew"),
    "deleted": (
        "대화를 삭제하였습니다. 새로 질문하시면 되돌릴 수 없습니다.",
        "The conversation was deleted. Your next question makes that final.",
    ),
    "undelete": ("되돌리기", "Bring it back"),
    "replaced": (
        "이전 답변 대신 새로 답하였습니다. 새로 질문하시면 되돌릴 수 없습니다.",
        "The earlier answer was replaced. Your next question makes that final.",
    ),
    "new_conversation": ("새 대화", "New conversation"),
    "act_again": ("다시 답하기", "Answer again"),
    "act_edit": ("질문 고치기", "Edit the question"),
    "editing": (
        "{number}번째 질문을 고치는 중입니다. 보내시면 그 질문부터 새로 답합니다.",
        "You are editing question {number}. Sending it answers anew from there.",
    ),
    "stop_editing": ("고치기 취소", "Cancel editing"),
    "suggestions": ("이어서 물어볼 수 있는 질문", "You could go on with"),
    "outdated": (
        "이 답변이 인용한 문서가 그 뒤 바뀌었거나 없어졌습니다: {titles}. "
        "인용하기 전에 다시 질문하여 확인하십시오.",
        "Documents cited here have changed or gone since: {titles}. Ask again before you quote it.",
    ),
    "verdict_verbatim": ("원문과 글자까지 같음", "word for word from the source"),
    "verdict_supported": ("출처와 대조하여 확인됨", "checked against its source"),
    "verdict_unsupported": ("출처가 뒷받침하지 않음", "not supported by its source"),
    "verdict_unchecked": ("아직 대조하지 않음", "not checked yet"),
    "verdict_removed": ("답변에서 뺌", "removed"),
    "removed_sentences": (
        "근거가 확인되지 않아 뺀 문장 {count}건",
        "Sentences removed because no source bears them out: {count}",
    ),
    "removed_hint": (
        "답변이 아닙니다. 무엇을 왜 뺐는지 확인하실 수 있도록 보여 드립니다. 인용하지 마십시오.",
        "Not part of the answer: shown so that you can see what was removed and why. Do not quote.",
    ),
    "export_markdown": ("Markdown으로 저장", "Save as Markdown"),
    "export_json": ("JSON으로 저장", "Save as JSON"),
    "transcript": ("policydesk 대화 기록", "policydesk conversation"),
    "transcript_note": (
        "{date}에 저장하였습니다. 인용문은 원문 그대로입니다.",
        "Saved on {date}. Quotes are verbatim.",
    ),
    "understood_as": (
        "‘{question}’라는 질문으로 이해하였습니다.",
        "Understood as: “{question}”",
    ),
    "act_as_typed": ("입력한 그대로 질문하기", "Ask it as I typed it"),
    "conversation": ("대화", "Conversation"),
    "you_asked": ("질문", "Question"),
    "empty_question": ("질문을 입력해 주십시오.", "Please type a question first."),
    "welcome": ("무엇을 확인하시겠습니까?", "What would you like to look up?"),
    "welcome_body": (
        "자료실에 있는 문서만을 근거로 답하며, 모든 문장에 출처를 표시합니다. "
        "근거가 없으면 답하지 않습니다.",
        "Answers rest on the documents in the library alone, and every sentence names its "
        "source. Where there is no evidence, there is no answer.",
    ),
    "holds_title": (
        "자료실에 있는 문서: {count}건 ({languages})",
        "In the library: {count} documents ({languages})",
    ),
    "holds_titles": ("문서 목록 보기", "Show the documents"),
    "holds_nothing": (
        "자료실이 비어 있습니다. ‘자료실’ 탭에서 PDF, 한글, 워드, 엑셀, 마크다운, 텍스트, HTML "
        "문서를 추가해 주십시오.",
        "The library is empty. Add PDF, Hangul (HWPX, HWP), Word, Excel, Markdown, text or HTML "
        "documents in the Library tab.",
    ),
    "holds_soon": (
        "기본 자료를 준비하고 있습니다. 준비된 문서부터 바로 질문하실 수 있습니다.",
        "The starter documents are being prepared. You can ask about those that are ready.",
    ),
    "digest_note": (
        "기본 자료는 폴리시데스크가 작성한 요약이며 공식 원문이 아닙니다. "
        "각 출처에 공식 원문 링크가 있습니다.",
        "The starter documents are policydesk's own digests, not the official texts; each source "
        "links to the official one.",
    ),
    "examples": ("질문 예시", "Example questions"),
    "searching": ("자료를 찾고 있습니다…", "Looking through the library…"),
    "writing": (
        "근거를 찾았습니다. 답변을 작성하고 있습니다…",
        "Evidence found. Writing the answer…",
    ),
    "stopped": (
        "작성을 중지하였습니다. 위 내용은 검증을 마치지 않은 초안입니다.",
        "Stopped. The text above is an unverified draft.",
    ),
    "stopped_early": ("작성을 중지하였습니다.", "Stopped."),
    "abstained": ("근거를 찾지 못하였습니다", "No supporting evidence"),
    "failed": ("답변하지 못하였습니다", "The question could not be answered"),
    "note": ("유의 사항", "Please note"),
    "read_first": ("먼저 확인하십시오", "Read this first"),
    "verbatim": ("원문 발췌", "Verbatim extracts"),
    "local_written": (
        "로컬 모델 작성 · 문장별 근거 확인",
        "Written by the local model · each sentence checked",
    ),
    "api_written": (
        "API 모델 작성 · 문장별 근거 확인",
        "Written by the API model · each sentence checked",
    ),
    "took": ("{seconds}초", "{seconds} s"),
    "copy": ("출처와 함께 복사", "Copy with sources"),
    "copied": ("복사하였습니다", "Copied"),
}

EXAMPLES: dict[str, tuple[str, ...]] = {
    "ko": (
        "인공지능기본법에서 고영향 인공지능이란 무엇입니까?",
        "국가인공지능위원회는 최대 몇 명으로 구성됩니까?",
        "미국 AI안전연구소는 언제 설립되었습니까?",
        "What does the EU AI Act prohibit?",
        "What do companies promise in the Frontier AI Safety Commitments?",
    ),
    "en": (
        "What does the EU AI Act prohibit?",
        "What do companies promise in the Frontier AI Safety Commitments?",
        "When was the UK AI Safety Institute founded?",
        "인공지능기본법에서 고영향 인공지능이란 무엇입니까?",
        "국가인공지능위원회는 최대 몇 명으로 구성됩니까?",
    ),
}
"""Questions that the starter documents answer, in both languages whatever the interface's."""

"""The words of the page that makes briefs."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    # key: (Korean, English)
    "tab_brief": ("보고서", "Brief"),
    "brief_welcome": ("어떤 보고서를 작성하시겠습니까?", "What should the brief be about?"),
    "brief_welcome_body": (
        "주제를 입력하시면 자료실의 문서를 바탕으로 개요를 만듭니다. 개요를 고친 뒤 작성하시면 "
        "모든 문장에 각주가 붙고, 자료실에 답이 없는 질문은 추가 확인 사항으로 남습니다.",
        "Type a topic and get an outline of what the library can say about it. Change it as you "
        "like, then have it written: every sentence gets a footnote, and what the library does "
        "not answer stays an open question.",
    ),
    "brief_topic": ("주제", "Topic"),
    "brief_topic_hint": (
        "예: 인공지능기본법, 고영향 인공지능",
        "Such as EU AI Act, or AI safety institutes",
    ),
    "brief_own": (
        "직접 정한 질문 (선택, 한 줄에 하나)",
        "Your own questions (optional, one a line)",
    ),
    "brief_own_hint": (
        "비워 두시면 주제에 맞는 질문을 제안합니다.",
        "Leave this empty to get questions that suit the topic.",
    ),
    "brief_language": ("보고서 언어", "Language of the brief"),
    "brief_style": ("양식", "Style"),
    "brief_style_report": ("개조식 보고서", "Government report (개조식)"),
    "brief_style_memo": ("메모", "Memo"),
    "brief_outline": ("개요 만들기", "Make an outline"),
    "brief_outlining": ("자료를 살펴 개요를 만들고 있습니다…", "Looking for what can be said…"),
    "brief_needs_topic": (
        "주제나 질문을 입력해 주십시오.",
        "Please type a topic or a question first.",
    ),
    "brief_examples": ("자료실에 있는 주제", "Topics that the library holds"),
    "brief_library_empty": (
        "자료실이 비어 있어 보고서를 작성할 수 없습니다. ‘자료실’ 탭에서 문서를 추가해 주십시오.",
        "The library is empty, so there is nothing to write from. Add documents in the Library "
        "tab.",
    ),
    "brief_filtered": (
        "‘질의응답’ 탭에서 정한 조건에 맞는 문서만 사용합니다.",
        "Only documents that fit the filters of the Ask tab are used.",
    ),
    "brief_recover": ("이전 보고서 되돌리기", "Bring the earlier brief back"),
    "brief_title": ("보고서 제목", "Title of the brief"),
    "brief_no_title": (
        "제목은 비워 둘 수 없어 이전 제목을 두었습니다.",
        "A brief needs a title; the earlier one stays.",
    ),
    "brief_heading": ("항목 제목", "Heading"),
    "brief_question": ("질문", "Question"),
    "brief_question_hint": (
        "자료실에 물을 질문을 입력해 주십시오",
        "Type what to ask the library",
    ),
    "brief_no_question": (
        "질문이 없어 작성하지 않습니다. 질문을 입력해 주십시오.",
        "Nothing is written without a question. Please type one.",
    ),
    "brief_each_document": ("〔각 문서〕", "[each document]"),
    "brief_asked_apart": ("문서별로 비교합니다: {documents}", "Compares: {documents}"),
    "brief_asked_of": ("이 문서에서만 찾습니다: {documents}", "Looked up only in: {documents}"),
    "brief_add": ("항목 추가", "Add a part"),
    "brief_up": ("위로", "Move up"),
    "brief_down": ("아래로", "Move down"),
    "brief_remove": ("삭제", "Remove"),
    "brief_write_one": ("작성", "Write"),
    "brief_again": ("다시 작성", "Write again"),
    "brief_write": ("보고서 작성", "Write the brief"),
    "brief_write_rest": ("남은 항목 작성 ({count})", "Write the rest ({count})"),
    "brief_rewrite": ("전체 다시 작성", "Write all again"),
    "brief_new": ("새 보고서", "New brief"),
    "brief_undo": ("되돌리기: {what}", "Undo: {what}"),
    "brief_redo": ("다시 하기: {what}", "Redo: {what}"),
    "brief_change_add": ("항목 추가", "adding a part"),
    "brief_change_edit": ("수정", "editing"),
    "brief_change_move": ("순서 변경", "moving"),
    "brief_change_remove": ("항목 삭제", "removing a part"),
    "brief_change_write": ("다시 작성", "writing again"),
    "brief_change_new": ("새 보고서", "new brief"),
    "brief_change_insert": ("답변 넣기", "inserting an answer"),
    "brief_writing": ("작성 중 {done}/{total}", "Writing {done}/{total}"),
    "brief_writing_part": ("작성하고 있습니다…", "Writing…"),
    "brief_waiting": ("차례를 기다리고 있습니다.", "Waiting for its turn."),
    "brief_stopped": (
        "작성을 중지하였습니다. 작성된 항목은 그대로 있습니다.",
        "Stopped. What was written stays.",
    ),
    "brief_stale_part": (
        "아래 내용은 이전 질문 ‘{question}’에 대한 것입니다. 다시 작성해 주십시오.",
        "What stands below answers the earlier question “{question}”. Write it again.",
    ),
    "brief_is_stale": (
        "질문이 바뀐 뒤 다시 작성하지 않은 항목이 {count}건 있습니다. 지금 저장하시면 이전 질문의 "
        "내용이 저장됩니다.",
        "Parts whose question has changed since they were written: {count}. A file saved now has "
        "what answers the earlier question.",
    ),
    "brief_is_partial": (
        "작성하지 않은 항목 {count}건은 저장되는 파일에 들어가지 않습니다.",
        "Parts not written yet, which a saved file leaves out: {count}.",
    ),
    "brief_summary": ("요약", "Summary"),
    "brief_summary_sources": ("요약의 출처", "Sources of the summary"),
    "brief_no_sources": (
        "항목이 작성되면 문장마다 출처가 여기에 표시됩니다.",
        "Once parts are written, the source of every sentence stands here.",
    ),
    "brief_open": ("추가 확인 사항", "Open questions"),
    "brief_open_hint": (
        "자료실의 문서만으로는 확인되지 않는 사항입니다.",
        "The library does not hold the answer to these questions.",
    ),
    "brief_silent": ("자료실에서 확인되지 않습니다", "The library is silent on this"),
    "brief_not_held": ("자료실에서 확인되지 않음", "The library holds no answer in it."),
    "brief_same_as": ("‘{heading}’ 항목과 같습니다.", "See “{heading}”."),
    "brief_save": ("저장", "Save as"),
    "brief_save_docx": ("워드(DOCX)", "Word (DOCX)"),
    "brief_save_hwpx": ("한글(HWPX)", "Hangul (HWPX)"),
    "brief_save_pdf": ("PDF", "PDF"),
    "brief_save_md": ("마크다운", "Markdown"),
    "brief_saved": ("{name} 파일로 저장하였습니다.", "Saved as {name}."),
    "insert": ("보고서에 넣기", "Insert into the brief"),
    "inserted": ("답변을 보고서에 넣었습니다.", "The answer is now a part of the brief."),
    "inserted_open": ("보고서 보기", "Show the brief"),
}

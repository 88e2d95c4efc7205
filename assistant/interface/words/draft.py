"""The words of the page that checks drafts."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    # key: (Korean, English)
    "tab_check": ("초안 검토", "Check a draft"),
    "check_title": ("초안의 문장을 자료실과 대조합니다", "Check a draft against the library"),
    "check_intro": (
        "초안을 붙여 넣거나 파일을 올리시면 문장마다 자료실의 문서가 뒷받침하는지, 어긋나는지, "
        "찾을 수 없는지를 출처와 함께 표시합니다.",
        "Paste a draft or drop a file. For every sentence you see whether the documents in the "
        "library support it, say otherwise or say nothing, with their words beside it.",
    ),
    "check_text": ("검토할 글", "Text to check"),
    "check_text_hint": ("검토할 글을 여기에 붙여 넣으십시오", "Paste the text to check here"),
    "check_start": ("검토 시작", "Check"),
    "check_stop": ("중지", "Stop"),
    "check_save": ("메모가 달린 워드 파일로 저장", "Save as Word with comments"),
    "check_again": ("다른 초안 검토", "Check another draft"),
    "check_back": ("이전 검토 결과 보기", "Back to the last result"),
    "check_file": ("파일 올리기", "Drop a file"),
    "check_file_hint": (
        "워드(DOCX), 한글(HWPX, HWP), PDF, 마크다운, 텍스트, HTML 파일을 여기에 끌어다 놓거나 "
        "눌러서 선택하십시오. 곧바로 검토를 시작합니다.",
        "Drop a Word (DOCX), Hangul (HWPX, HWP), PDF, Markdown, text or HTML file here, or click "
        "to choose. The check begins at once.",
    ),
    "check_privacy": (
        "초안은 자료실에 추가되지 않습니다. 올린 파일은 읽은 직후 삭제하며, 검토 결과는 이 화면을 "
        "닫으면 사라집니다.",
        "Drafts never enter the library. An uploaded file is deleted as soon as it is read, and "
        "the result is gone when you close this page.",
    ),
    "check_example": ("예시 두 문장으로 검토해 보기", "Try it with two example sentences"),
    "check_example_text": (
        "인공지능기본법에 따라 대통령이 국가인공지능위원회의 위원장을 맡는다. "
        "국가인공지능위원회는 최대 60명으로 구성된다.",
        "The Frontier AI Safety Commitments were announced at the AI Seoul Summit 2024. "
        "The Frontier AI Safety Commitments were announced in Geneva in 2021.",
    ),
    "check_reading": ("초안을 읽고 있습니다…", "Reading the draft…"),
    "check_empty": ("검토할 글을 입력해 주십시오.", "Please paste a text first."),
    "check_nothing": (
        "검토할 문장을 찾지 못하였습니다. 제목, 표, 질문, 아주 짧은 문장은 검토하지 않습니다.",
        "No sentence to check was found. Headings, tables, questions and very short sentences are "
        "not checked.",
    ),
    "check_no_library": (
        "자료실이 비어 있어 대조할 문서가 없습니다. ‘자료실’ 탭에서 문서를 추가해 주십시오.",
        "The library is empty, so there is nothing to check against. Add documents in the Library "
        "tab.",
    ),
    "check_progress": ("검토 중", "Checking"),
    "check_count": ("{total}문장 중 {done}문장", "{done} of {total} sentences"),
    "check_done": ("{total}문장을 검토하였습니다.", "{total} sentences checked."),
    "check_stopped": (
        "중지하였습니다. {total}문장 중 {done}문장을 검토하였습니다.",
        "Stopped after {done} of {total} sentences.",
    ),
    "check_failed": (
        "{total}문장 중 {done}문장까지 검토하고 멈추었습니다.",
        "The check ended after {done} of {total} sentences.",
    ),
    "check_skipped": (
        "제목, 표, 질문 등 {count}개 부분은 검토하지 않았습니다.",
        "{count} headings, table rows, questions or fragments were not checked.",
    ),
    "check_filters": ("표시할 문장", "Sentences to mark"),
    "check_all": ("전체", "All"),
    "draft_supported": ("뒷받침됨", "Supported"),
    "draft_contradicted": ("어긋남", "Contradicted"),
    "draft_missing": ("찾지 못함", "Not found"),
    "draft_supported_means": (
        "자료실의 문서가 문장 전체를 뒷받침합니다.",
        "A document in the library bears the whole sentence out.",
    ),
    "draft_contradicted_means": (
        "자료실의 문서와 어긋납니다. 원문의 표현을 확인하십시오.",
        "A document in the library says otherwise. Check its words.",
    ),
    "draft_missing_means": (
        "자료실에서 이 문장을 뒷받침하는 대목을 찾지 못하였습니다. 틀렸다는 뜻은 아닙니다.",
        "No passage in the library bears the sentence out. That does not make it wrong.",
    ),
    "check_previous": ("이전 문제", "Previous problem"),
    "check_next": ("다음 문제", "Next problem"),
    "check_keys": (
        "J·K 또는 N·P 다음·이전 문제 · Enter 근거 보기 · 숫자 키로 출처 열기 · "
        "Esc 문장으로 돌아가기",
        "J and K, or N and P: next and previous problem · Enter shows the sources · a number key "
        "opens one · Esc goes back to the sentence",
    ),
    "check_draft": ("검토한 초안", "The draft"),
    "check_sources": ("근거", "Evidence"),
    "check_choose": (
        "문장을 누르시면 근거가 되는 원문이 여기에 표시됩니다.",
        "Choose a sentence to see the words it was checked against.",
    ),
    "check_marks": ("표시의 뜻", "What the marks mean"),
    "back_to_sentence": ("문장으로 돌아가기", "Back to the sentence"),
}

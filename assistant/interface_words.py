"""The words of the browser interface, in Korean and English; answers keep their own language."""

from __future__ import annotations

import re
from typing import Literal

InterfaceLanguage = Literal["ko", "en"]

_WORDS: dict[str, tuple[str, str]] = {
    # key: (Korean, English)
    "tagline": (
        "AI 안전 정책 자료를 찾아 원문 출처와 함께 답합니다.",
        "Answers questions on AI-safety policy, with sources you can check.",
    ),
    "language": ("화면 언어", "Interface language"),
    "tab_ask": ("질의응답", "Ask"),
    "tab_library": ("자료실", "Library"),
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
    "undelete": ("대화 되돌리기", "Bring it back"),
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
    "as_typed": ("입력한 그대로 질문하기", "Ask it as I typed it"),
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
    "unexpected": (
        "예상하지 못한 오류가 발생하였습니다. 다시 시도해 주십시오. 자세한 내용은 서버 기록에 "
        "있습니다.",
        "Something unexpected went wrong. Please try again; the server's log has the details.",
    ),
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
    "sources": ("출처", "Sources"),
    "sources_empty": (
        "답변의 근거가 되는 원문이 여기에 표시됩니다. 답변의 번호를 누르면 해당 출처로 이동합니다.",
        "The passages an answer rests on appear here. Choose a number in an answer to go to its "
        "source.",
    ),
    "sources_none": ("이 질문에 대한 출처가 없습니다.", "There are no sources for this question."),
    "sources_earlier": ("이전 질문의 출처", "Sources of earlier questions"),
    "source_n": ("출처 {n}", "Source {n}"),
    "go_to_source": ("출처 {n} 보기", "Go to source {n}"),
    "translate": ("기계 번역 보기", "Show a machine translation"),
    "translating": ("번역하고 있습니다…", "Translating…"),
    "back_to_answer": ("답변으로 돌아가기", "Back to the answer"),
    "page": ("{page}쪽", "p. {page}"),
    "page_printed": ("{page}쪽(인쇄면 {label}쪽)", "p. {page} (printed {label})"),
    "ocr": ("스캔에서 문자 인식(OCR)한 글", "Recognised from a scan (OCR)"),
    "ocr_hint": ("원문과 대조하십시오", "Check against the original"),
    "digest": ("폴리시데스크 요약", "policydesk digest"),
    "digest_hint": ("공식 원문이 아닙니다", "Not the official text"),
    "official_source": ("공식 원문 열기", "Open the official source"),
    "original_open": ("원문에서 보기", "Show in the original"),
    "original_close": ("원문 닫기", "Close the original"),
    "original_wait": ("원문을 불러오고 있습니다…", "Opening the original…"),
    "original_failed": (
        "원문을 불러오지 못하였습니다. 잠시 후 다시 시도해 주십시오.",
        "The original could not be opened. Please try again in a moment.",
    ),
    "original_page": ("{pages}쪽 중 {page}쪽", "Page {page} of {pages}"),
    "original_previous": ("이전 쪽", "Previous"),
    "original_next": ("다음 쪽", "Next"),
    "original_quoted": ("인용문이 있는 {page}쪽", "Quoted words on p. {page}"),
    "original_zoom": ("확대", "Enlarge"),
    "original_frame": ("{title}, {page}쪽 원문", "Original of {title}, page {page}"),
    "original_alt": (
        "‘{title}’ 원문 {page}쪽(전체 {pages}쪽)의 이미지",
        "Image of page {page} of {pages} of “{title}”",
    ),
    "original_alt_marked": (
        "‘{title}’ 원문 {page}쪽(전체 {pages}쪽)의 이미지. 강조 표시된 인용문: {quote}",
        "Image of page {page} of {pages} of “{title}”. Highlighted words: {quote}",
    ),
    "original_recognised": (
        "스캔한 쪽이어서 인용문의 위치를 표시하지 않았습니다. 아래 주변 글과 대조해 주십시오.",
        "This page is a scan, so the quoted words are not highlighted. Compare it with the text "
        "around them below.",
    ),
    "original_not_found": (
        "이 쪽에서 인용문의 위치를 정확히 확인하지 못하여 표시하지 않았습니다. 아래 주변 글과 "
        "대조해 주십시오.",
        "The exact place of the quoted words on this page could not be made out, so nothing is "
        "highlighted. Compare it with the text around them below.",
    ),
    "original_around": ("주변 글 보기", "Show the text around the quote"),
    "original_about": ("문서 정보", "About this document"),
    "original_kind": ("종류", "Kind"),
    "original_version": ("이 문서의 판", "Version of this copy"),
    "original_versions": ("판 이력", "Versions"),
    "original_status_as_of": ("{status} ({date} 기준)", "{status} (as of {date})"),
    "opens_new": ("새 창에서 열림", "opens in a new tab"),
    "full_passage": ("대목 전체 보기", "Show the whole passage"),
    "engine": ("답변 방식", "How answers are written"),
    "engine_auto": ("자동", "Automatic"),
    "engine_extractive": ("발췌", "Extracts"),
    "engine_local": ("로컬 모델", "Local model"),
    "engine_api": ("API", "API"),
    "engine_is": ("현재: {engine}", "Now: {engine}"),
    "engine_extractive_note": (
        "원문의 문장을 그대로 인용합니다. 가장 빠르고 정확합니다.",
        "Quotes the documents word for word. Fastest and most exact.",
    ),
    "engine_local_note": (
        "이 서버의 언어 모델이 문장을 작성하며, 작성에 외부 서비스를 쓰지 않습니다.",
        "A language model on this server writes the sentences; no outside service is involved.",
    ),
    "engine_api_note": (
        "설정된 API({address})로 질문과 인용문을 보냅니다.",
        "Questions and quotes are sent to the configured API ({address}).",
    ),
    "engine_api_missing": (
        "API를 쓰려면 POLICYDESK_API_BASE_URL과 POLICYDESK_API_MODEL을 설정해 주십시오.",
        "To use an API, set POLICYDESK_API_BASE_URL and POLICYDESK_API_MODEL.",
    ),
    "engine_local_uninstalled": (
        "로컬 모델을 쓰려면 먼저 설치해 주십시오: pip install 'policydesk[local]'",
        "To use the local model, first run: pip install 'policydesk[local]'",
    ),
    "engine_local_missing": (
        "로컬 모델(1.1GB)이 아직 없습니다. 내려받기 전까지는 발췌로 답합니다.",
        "The local model (1.1 GB) is not here yet. Until then, answers are extracts.",
    ),
    "filters": ("검색 조건", "Filters"),
    "filters_chosen": ("검색 조건 · {count}개 선택", "Filters · {count} set"),
    "filter_hint": (
        "선택한 조건에 맞는 문서에서만 답을 찾습니다. 같은 항목에서 여러 개를 고르면 그중 하나에 "
        "해당하는 문서를 모두 찾습니다.",
        "Answers come only from the documents that fit. Of several choices in one field, one is "
        "enough.",
    ),
    "filter_publishers": ("발행 기관", "Publisher"),
    "filter_languages": ("문서 언어", "Language of the document"),
    "filter_kinds": ("문서 종류", "Kind of document"),
    "filter_statuses": ("상태", "Status"),
    "filter_documents": ("문서", "Document"),
    "filter_after": ("시작일", "Dated from"),
    "filter_before": ("종료일", "Dated until"),
    "filter_date_hint": ("예: 2024, 2024-05", "2024, 2024-05 or 2024-05-21"),
    "filter_reset": ("조건 초기화", "Reset filters"),
    "narrowed": (
        "질문에서 지정한 {words}에서만 찾았습니다(문서 {count}건).",
        "Searched only {words}, as the question says (documents: {count}).",
    ),
    "filtered": (
        "검색 조건을 적용하였습니다: {filters}(문서 {count}건).",
        "Filters: {filters} (documents: {count}).",
    ),
    "filtered_too": ("함께 적용한 검색 조건: {filters}", "Filters as well: {filters}"),
    "filtered_after": ("{date} 이후", "from {date}"),
    "filtered_before": ("{date} 이전", "until {date}"),
    "filtered_documents": ("선택한 문서 {count}건", "chosen documents: {count}"),
    "ask_widely": ("모든 문서에서 다시 찾기", "Search all documents instead"),
    "fetch": ("로컬 모델 내려받기 (1.1GB)", "Download the local model (1.1 GB)"),
    "cancel": ("취소", "Cancel"),
    "upload": ("문서 추가", "Add documents"),
    "upload_hint": (
        "PDF, 한글(HWPX, HWP), 워드, 엑셀, CSV, 마크다운, 텍스트, HTML 파일을 여기에 끌어다 "
        "놓거나 눌러서 선택해 주십시오. 여러 개를 한 번에 추가할 수 있습니다.",
        "Drop PDF, Hangul (HWPX, HWP), Word, Excel, CSV, Markdown, text or HTML files here, or "
        "click to choose. "
        "Several at once is fine.",
    ),
    "upload_stay": (
        "같은 이름의 파일을 다시 올리면 이전 문서를 대체합니다. 본 제품은 한글과컴퓨터의 글 문서 "
        "파일(.hwp) 공개 문서를 참고하여 개발하였습니다.",
        "A file of the same name replaces the earlier one. Developed with reference to Hancom's "
        "public documents on the .hwp format.",
    ),
    "progress_starter": ("기본 자료 준비 중", "Preparing the starter documents"),
    "progress_upload": ("문서 추가 중", "Adding documents"),
    "progress_undo": ("문서 복원 중", "Putting the document back"),
    "progress_model": ("로컬 모델 내려받는 중", "Downloading the local model"),
    "progress_waiting": ("대기 중", "Waiting"),
    "progress_files": ("{total}건 중 {number}번째", "{number} of {total}"),
    "progress_passages": ("대목 {done}/{total}", "passage {done} of {total}"),
    "progress_megabytes": ("{done} / {total}MB", "{done} of {total} MB"),
    "progress_left": ("약 {seconds}초 남음", "about {seconds} s left"),
    "progress_left_minutes": ("약 {minutes}분 남음", "about {minutes} min left"),
    "report_added": ("추가 {count}건", "{count} added"),
    "report_updated": ("갱신 {count}건", "{count} updated"),
    "report_unchanged": ("변경 없음 {count}건", "{count} unchanged"),
    "report_rejected": ("추가하지 못함 {count}건", "{count} not added"),
    "report_duplicates": ("같은 내용 {count}건", "{count} with the same content"),
    "report_missing": ("원본 없음 {count}건", "{count} without their file"),
    "report_duplicate": (
        "{name}: 자료실의 {document} 문서와 내용이 같아 추가하지 않았습니다.",
        "{name}: it holds the same as {document} and was not added.",
    ),
    "report_gone": (
        "{document}: 원본 파일은 없으나 자료실에 남아 있습니다. 필요 없으면 삭제해 주십시오.",
        "{document}: its file is gone, but the document is still here. Remove it if it should go.",
    ),
    "report_passages": ("대목 {count}개, {seconds}초", "{count} passages, {seconds} s"),
    "done_starter": ("기본 자료를 준비하였습니다", "The starter documents are ready"),
    "done_upload": ("문서 추가를 마쳤습니다", "Documents added"),
    "done_upload_none": ("추가된 문서가 없습니다", "No documents were added"),
    "done_undo": ("문서를 복원하였습니다", "The document is back"),
    "done_model": ("로컬 모델을 사용할 수 있습니다", "The local model is ready"),
    "done_cancelled": (
        "취소하였습니다. 완료된 부분은 보존됩니다.",
        "Cancelled. What was finished is kept.",
    ),
    "done_failed": ("완료하지 못하였습니다", "That did not work"),
    "document_count": ("보유 문서 {count}건", "{count} documents"),
    "column_title": ("제목", "Title"),
    "column_publisher": ("발행 기관", "Publisher"),
    "column_date": ("날짜", "Date"),
    "date_found": ("{date} (문서에서 찾음)", "{date} (found in the text)"),
    "column_language": ("언어", "Language"),
    "column_status": ("상태", "Status"),
    "column_passages": ("대목", "Passages"),
    "column_action": ("관리", "Manage"),
    "remove": ("삭제", "Remove"),
    "remove_which": ("{title} 삭제", "Remove {title}"),
    "remove_sure": (
        "‘{title}’ 문서를 자료실에서 삭제하시겠습니까?",
        "Remove “{title}” from the library?",
    ),
    "removed": ("‘{title}’ 문서를 삭제하였습니다.", "“{title}” was removed."),
    "undo": ("삭제 취소", "Undo"),
    "unknown": ("확인되지 않음", "unknown"),
}

_STATUS: dict[str, tuple[str, str]] = {
    "in force": ("현행", "In force"),
    "superseded": ("대체됨", "Superseded"),
    "rescinded": ("철회됨", "Rescinded"),
    "draft": ("초안", "Draft"),
    "unknown": ("상태 미확인", "Status unknown"),
}

_KINDS: dict[str, tuple[str, str]] = {
    "law": ("법령", "Law"),
    "declaration": ("선언", "Declaration"),
    "framework": ("프레임워크", "Framework"),
    "commitment": ("공약", "Commitment"),
    "code of conduct": ("행동규범", "Code of conduct"),
    "code of practice": ("실천규약", "Code of practice"),
    "report": ("보고서", "Report"),
    "guideline": ("가이드라인", "Guideline"),
    "white paper": ("백서", "White paper"),
    "executive order": ("행정명령", "Executive order"),
    "memorandum": ("각서", "Memorandum"),
    "principles": ("원칙", "Principles"),
    "recommendation": ("권고", "Recommendation"),
    "resolution": ("결의", "Resolution"),
    "statement": ("성명", "Statement"),
    "unknown": ("종류 미확인", "Kind unknown"),
}

_LANGUAGES: dict[str, tuple[str, str]] = {
    "ko": ("한국어", "Korean"),
    "en": ("영어", "English"),
    "ja": ("일본어", "Japanese"),
    "zh": ("중국어", "Chinese"),
    "fr": ("프랑스어", "French"),
    "de": ("독일어", "German"),
}

EXAMPLES: dict[InterfaceLanguage, tuple[str, ...]] = {
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

# What PolicydeskError says in English, for a Korean reader; the first that fits is used.
_KOREAN_PROBLEMS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), korean)
    for pattern, korean in (
        (r"it is no date", "날짜가 아닙니다. 2024, 2024-05, 2024-05-21과 같이 입력해 주십시오."),
        (
            r"documents cannot be from then on and until (\S+)\. ",
            r"시작일이 종료일(\1)보다 늦습니다. 두 날짜를 바꾸어 주십시오.",
        ),
        (r"the library holds no such document", "자료실에 없는 문서입니다."),
        (r"the question is empty", "질문이 비어 있습니다. 질문을 입력해 주십시오."),
        (
            r"the question has (\d+) characters, the limit is (\d+)",
            r"질문이 \1자로 한도(\2자)를 넘습니다. 줄여 주십시오.",
        ),
        (
            r"(\S+|a file without suffix) is not a format policydesk reads",
            r"읽을 수 없는 형식(\1)입니다. PDF, HWPX, DOCX, XLSX, 마크다운, 텍스트 또는 HTML로 "
            r"변환해 주십시오.",
        ),
        (
            r"(\d+) MB is over the limit of (\d+) MB",
            r"크기(\1MB)가 한도(\2MB)를 넘습니다. 나누어 추가해 주십시오.",
        ),
        (r"the file is empty", "빈 파일입니다."),
        (r"not a PDF, whatever its name says", "PDF 파일이 아닙니다. PDF로 다시 저장해 주십시오."),
        (r"the PDF has no pages", "쪽이 없는 PDF입니다. 다시 저장해 주십시오."),
        (
            r"the PDF is damaged or incomplete",
            "PDF가 손상되었거나 불완전합니다. 다시 내려받거나 저장해 주십시오.",
        ),
        (
            r"no text on (\d+) page\(s\): it seems to be a scan\. .*?, run (.+), then add it again",
            r"\1쪽에 글자가 없습니다. 스캔본으로 보이니 다음을 실행하여 문자 인식(OCR)을 설치한 뒤 "
            r"다시 추가해 주십시오: \2",
        ),
        (
            r"no text on (\d+) page\(s\): it seems to be a scan",
            r"\1쪽에 글자가 없습니다. 300dpi로 다시 스캔하거나 글자가 있는 사본을 추가해 주십시오.",
        ),
        (
            r"the PDF is encrypted with a password",
            "암호가 걸린 PDF입니다. 암호를 해제한 사본을 추가해 주십시오.",
        ),
        (
            r"no text found in the web page",
            "웹페이지에서 글을 찾지 못하였습니다. PDF로 저장하여 추가해 주십시오.",
        ),
        (
            r"it is of Hangul 97 or older|it is HWPML",
            "예전 한글 형식의 파일입니다. 한글에서 HWPX로 다른 이름으로 저장하여 추가해 주십시오.",
        ),
        (
            r"not a Hangul document|it is no HWPX file|not HWP, whatever its name says",
            "한글 문서가 아닙니다. 한글에서 HWPX로 다시 저장하여 추가해 주십시오.",
        ),
        (
            r"the HWPX file is encrypted with a password or made for distribution",
            "암호가 걸렸거나 배포용인 한글 문서입니다. 암호와 배포 제한이 없는 HWPX로 저장하여 "
            "추가해 주십시오.",
        ),
        (
            r"the HWP file is encrypted with a password",
            "암호가 걸린 한글 문서입니다. 암호 없이 HWPX로 저장하여 추가해 주십시오.",
        ),
        (
            r"the HWP file is (?:made for distribution|encrypted by rights management)",
            "배포용이거나 보안(DRM)이 걸린 한글 문서입니다. 발행 기관에 HWPX나 PDF를 요청해 "
            "주십시오.",
        ),
        (
            r"the (HWPX?) file is damaged or incomplete",
            r"\1 파일이 손상되었거나 불완전합니다. 다시 내려받거나 저장해 주십시오.",
        ),
        (
            r"it has over ([\d,]+) records",
            "문서가 너무 큽니다. 나누어 추가해 주십시오.",
        ),
        (
            r"its tables are nested too deeply",
            "표가 너무 깊이 겹쳐 있습니다. PDF로 저장하여 추가해 주십시오.",
        ),
        (
            r"reading it takes more than (\d+) GiB of memory",
            r"읽는 데 메모리가 \1GiB 넘게 필요합니다. 문서를 나누어 추가해 주십시오.",
        ),
        (
            r"page (\d+) cannot be shown",
            r"원문의 \1쪽을 표시할 수 없습니다. 아래 글을 확인하시거나 공식 원문을 열어 주십시오.",
        ),
        (
            r"the document has changed since|it is no whole number",
            "답변 이후 문서가 바뀌었습니다. 다시 질문해 주십시오.",
        ),
        (
            r"reading it took longer than ([\d,]+) s",
            r"읽는 데 \1초가 넘게 걸려 중단하였습니다. 문서를 나누어 추가해 주십시오.",
        ),
        (
            r"reading it ended the reader",
            "읽는 중에 읽기 프로그램이 종료되었습니다. 다시 저장하거나 나누어 추가해 주십시오.",
        ),
        (
            r"it cannot be made sense of",
            "내용을 해석할 수 없는 파일입니다. 다시 저장하거나 다른 형식으로 변환해 주십시오.",
        ),
        (
            r"it is not a file but a",
            "파일이 아닙니다(폴더, 파이프, 장치 등). 문서 파일을 지정해 주십시오.",
        ),
        (r"the link leads nowhere", "링크가 가리키는 파일이 없습니다. 링크를 바로잡아 주십시오."),
        (
            r"the link leads out of the folder",
            "폴더 밖을 가리키는 링크입니다. 필요하면 그 파일을 직접 지정해 주십시오.",
        ),
        (
            r"the folder cannot be searched",
            "폴더를 열 수 없습니다. 접근 권한을 확인해 주십시오.",
        ),
        (
            r"what was read of it before stays in the library as (\S+)\.",
            r"이전에 읽은 내용은 자료실의 \1 문서로 남아 있습니다.",
        ),
        (r"no text in it", "글이 없는 문서입니다. 내용을 확인해 주십시오."),
        (
            r"it is a binary file, not text",
            "텍스트 파일이 아닙니다. 문서 원본(PDF, HTML, 텍스트)을 추가해 주십시오.",
        ),
        (
            r"its text encoding cannot be told",
            "문자 인코딩을 알 수 없습니다. UTF-8로 저장하여 다시 추가해 주십시오.",
        ),
        (
            r"not an? (\S+) file, whatever its name says",
            r"\1 파일이 아닙니다. 다시 저장하여 추가해 주십시오.",
        ),
        (
            r"not a Word document, whatever its name says",
            "워드 문서가 아닙니다. DOCX로 다시 저장하여 추가해 주십시오.",
        ),
        (
            r"it is of an older format, not (\S+),",
            r"예전 형식의 파일입니다. 열어서 \1 형식으로 저장하여 추가해 주십시오.",
        ),
        (
            r"the (\S+) file is encrypted with a password",
            r"암호가 걸린 \1 파일입니다. 암호를 해제한 사본을 추가해 주십시오.",
        ),
        (
            r"the (\S+) file is (?:damaged or )?incomplete",
            r"\1 파일이 손상되었거나 불완전합니다. 다시 내려받거나 저장해 주십시오.",
        ),
        (
            r"unpacked it is over the limit of (\d+) MB",
            r"압축을 푼 크기가 한도(\1MB)를 넘습니다. 나누어 추가해 주십시오.",
        ),
        (
            r"its tables have over ([\d,]+) (?:rows|cells|characters)",
            r"표가 한도(\1)를 넘습니다. 나누거나 필요한 행만 남겨 추가해 주십시오.",
        ),
        (
            r"a part of it has over ([\d,]+) XML elements",
            "문서가 너무 큽니다. 나누어 추가해 주십시오.",
        ),
        (
            r"a quotation mark in the table is never closed",
            "닫히지 않은 따옴표가 있습니다. 표 프로그램에서 열어 다시 저장해 주십시오.",
        ),
        (
            r"the workbook cannot be read",
            "통합 문서를 읽을 수 없습니다. 열어서 XLSX로 다시 저장해 주십시오.",
        ),
        (
            r"a part's name leads out of the file|a part is a link|a ZIP bomb"
            r"|it has over [\d,]+ parts|two of its parts have the same name"
            r"|compressed in a way no document is|its elements are nested too deeply"
            r"|its XML declares a document type",
            "안전하게 읽을 수 없는 파일입니다. 원래 프로그램에서 다시 저장하여 추가해 주십시오.",
        ),
        (r"it cannot be read", "파일을 읽을 수 없습니다. 접근 권한을 확인해 주십시오."),
        (
            r"another process is adding or removing documents",
            "다른 작업이 자료실을 변경하고 있습니다. 완료된 뒤 다시 시도해 주십시오.",
        ),
        (
            r"the local model is not on this machine",
            "로컬 모델이 아직 없습니다. 먼저 내려받아 주십시오.",
        ),
        (
            r"another process is already downloading the local model",
            "다른 작업이 로컬 모델을 내려받고 있습니다. 완료될 때까지 기다려 주십시오.",
        ),
        (
            r"the local model needs ([\d,]+) MB, ([\d,]+) MB are free",
            r"디스크 공간이 부족합니다. \1MB가 필요하나 \2MB만 남아 있습니다.",
        ),
        (
            r"pip is needed to download the local model",
            "로컬 모델을 내려받으려면 pip가 필요합니다.",
        ),
        (
            r"its passages were embedded by (.+?), but the settings name (.+?)\. ",
            r"자료실은 임베딩 모델 \1(으)로 만들어졌으나 설정은 \2입니다. 설정을 되돌리거나 "
            r"policydesk library verify 명령으로 다시 임베딩해 주십시오.",
        ),
    )
)


def word(key: str, language: InterfaceLanguage, **values: object) -> str:
    """Return a label or sentence of the interface.

    Raises:
        KeyError: There is no such key, or a value is missing.
    """
    return _pick(_WORDS[key], language).format(**values)


def keys() -> tuple[str, ...]:
    """Return every key that ``word`` knows."""
    return tuple(_WORDS)


def status_name(status: str, language: InterfaceLanguage) -> str:
    """Return what a document's status is called."""
    return _pick(_STATUS.get(status, (status, status)), language)


def kind_name(kind: str, language: InterfaceLanguage) -> str:
    """Return what a kind of document is called."""
    return _pick(_KINDS.get(kind, (kind, kind)), language)


def language_name(code: str, language: InterfaceLanguage) -> str:
    """Return the name of a document's language."""
    return _pick(_LANGUAGES.get(code, (code, code)), language)


def explain_problem(message: str, subject: str, language: InterfaceLanguage) -> str:
    """Return a PolicydeskError's line in the interface's language, or as it is.

    Args:
        message: The whole line.
        subject: What stands before its first colon: the document, setting or address.
        language: Of the interface.
    """
    if language == "ko":
        for pattern, korean in _KOREAN_PROBLEMS:
            if found := pattern.search(message):
                return f"{subject}: {found.expand(korean)}" if subject else found.expand(korean)
    return message


def pick_language(stored: str | None, accept_language: str) -> InterfaceLanguage:
    """Return the language to start in: the one chosen before, else the browser's first.

    Args:
        stored: What the browser remembers, or None.
        accept_language: The header of that name, most wanted first as browsers write it.
    """
    if stored in ("ko", "en"):
        return "ko" if stored == "ko" else "en"
    for part in accept_language.split(","):
        code = part.split(";")[0].strip().lower()
        if code.startswith("ko"):
            return "ko"
        if code.startswith("en"):
            return "en"
    return "ko" if not accept_language.strip() else "en"


def _pick(pair: tuple[str, str], language: InterfaceLanguage) -> str:
    return pair[0] if language == "ko" else pair[1]

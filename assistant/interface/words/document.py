"""The words of a document's own page."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    # key: (Korean, English)
    "back_to_list": ("목록으로 돌아가기", "Back to the list"),
    "open_document": ("{title} 문서 보기", "Open {title}"),
    "ask_document": ("이 문서에 질문하기", "Ask about this document"),
    "document_gone": (
        "이 문서는 자료실에 더 이상 없습니다. 목록에서 다시 선택해 주십시오.",
        "The library no longer holds this document. Choose another from the list.",
    ),
    "document_changed": (
        "그사이 문서가 바뀌었습니다. 목록에서 다시 열어 주십시오.",
        "The document has changed meanwhile. Open it again from the list.",
    ),
    "document_wait": ("불러오고 있습니다…", "Loading…"),
    "document_failed": (
        "불러오지 못하였습니다. 잠시 후 다시 열어 주십시오.",
        "This could not be loaded. Please open it again in a moment.",
    ),
    "fact_kind": ("종류", "Kind"),
    "fact_version": ("판", "Version"),
    "fact_force": ("효력", "Legal force"),
    "fact_pages": ("쪽수", "Pages"),
    "fact_no_pages": ("쪽 구분 없음", "no pages"),
    "fact_ocr": ("{pages}쪽(문자 인식 {count}쪽)", "{pages} (recognised from scans: {count})"),
    "fact_file": ("파일 이름", "File name"),
    "fact_sha256": ("SHA-256", "SHA-256"),
    "fact_copy": ("전체 복사", "Copy in full"),
    "fact_copied": ("복사하였습니다", "Copied"),
    "fact_added": ("추가한 날", "Added on"),
    "fact_address": ("공식 주소", "Official address"),
    "facts_title": ("문서 정보", "About this document"),
    "document_notices": ("함께 확인할 사항", "Worth checking"),
    "ingest_warnings": ("읽으면서 확인된 사항", "Noted while reading"),
    "ingest_clean": (
        "문서를 읽으면서 빠뜨린 부분이 없습니다.",
        "Nothing was left out when the document was read.",
    ),
    "ingest_unknown": (
        "이 기록을 남기기 전에 추가된 문서입니다. 기록을 보려면 문서를 삭제한 뒤 같은 파일을 다시 "
        "추가해 주십시오.",
        "This document was added before such notes were kept. To see them, remove it and add the "
        "same file again.",
    ),
    "outline": ("목차", "Outline"),
    "outline_hint": (
        "제목이나 조문을 누르면 그 내용이 열립니다.",
        "Choose a heading or an article to read it.",
    ),
    "passages": ("대목 {count}개", "{count} passages"),
    "passages_hint": (
        "답변은 이 대목 단위로 근거를 찾습니다.",
        "Answers find their evidence in these passages.",
    ),
    "passages_find": ("이 문서에서 찾기", "Find in this document"),
    "passages_find_go": ("찾기", "Find"),
    "passages_found": ("대목 {total}개 중 {count}개", "{count} of {total} passages"),
    "passages_none": (
        "찾는 말이 있는 대목이 없습니다. 다른 말로 찾아 주십시오.",
        "No passage holds these words. Try others.",
    ),
    "passage_n": ("대목 {n}", "Passage {n}"),
    "more_passages": ("대목 {count}개 더 보기", "Show {count} more passages"),
    "more_text": ("계속 보기", "Read on"),
    "tie_same": (
        "같은 글이 다른 파일로도 들어 있습니다. 하나만 남기고 삭제해 주십시오.",
        "It holds the same text in another file. Keep one and remove the other.",
    ),
    "tie_nearly": (
        "거의 같은 글입니다. 차이를 확인하고 맞는 문서만 남겨 주십시오.",
        "Its text is nearly the same. Compare them and keep the right one.",
    ),
    "tie_copy": (
        "같은 공식 문서의 다른 사본입니다. 하나면 충분한지 확인해 주십시오.",
        "It is another copy of the same instrument. See whether one is enough.",
    ),
    "tie_newer": (
        "같은 공식 문서의 나중 판입니다. 인용하기 전에 어느 판이 맞는지 확인해 주십시오.",
        "It is a later version of the same instrument. Make sure which one to cite.",
    ),
    "tie_older": (
        "같은 공식 문서의 이전 판입니다. 인용하기 전에 어느 판이 맞는지 확인해 주십시오.",
        "It is an earlier version of the same instrument. Make sure which one to cite.",
    ),
    "tie_version": (
        "같은 공식 문서의 다른 판입니다. 인용하기 전에 어느 판이 맞는지 확인해 주십시오.",
        "It is another version of the same instrument. Make sure which one to cite.",
    ),
    "tie_digest": (
        "이 문서를 폴리시데스크가 요약한 글입니다. 인용은 원문인 이 문서에서 하십시오.",
        "It is policydesk's digest of this document. Cite this one, which is the full text.",
    ),
    "tie_original": (
        "이 요약의 원문입니다. 인용은 원문에서 하십시오.",
        "It is the full text of this digest. Cite the full text.",
    ),
    "tie_translation": (
        "같은 공식 문서의 {name} 글입니다.",
        "It is the same instrument in {name}.",
    ),
    "digest_alone": (
        "이 요약의 공식 원문이 자료실에 없습니다. 공식 주소에서 원문을 받아 추가해 주십시오.",
        "The library does not hold the official text of this digest. Get it at the official "
        "address and add it.",
    ),
}

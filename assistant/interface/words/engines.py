"""The words of the choice of who writes answers."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    # key: (Korean, English)
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
    "fetch": ("로컬 모델 내려받기 (1.1GB)", "Download the local model (1.1 GB)"),
}

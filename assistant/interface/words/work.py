"""The words of long work: how far it is and how it ended."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    # key: (Korean, English)
    "progress_starter": ("기본 자료 준비 중", "Preparing the starter documents"),
    "progress_upload": ("문서 추가 중", "Adding documents"),
    "progress_undo": ("문서 복원 중", "Putting the document back"),
    "progress_model": ("로컬 모델 내려받는 중", "Downloading the local model"),
    "progress_evaluation": ("평가 진행 중", "Evaluating"),
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
    "done_evaluation": ("평가를 마쳤습니다", "The evaluation is done"),
    "done_cancelled": (
        "취소하였습니다. 완료된 부분은 보존됩니다.",
        "Cancelled. What was finished is kept.",
    ),
    "done_failed": ("완료하지 못하였습니다", "That did not work"),
}

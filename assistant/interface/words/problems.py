"""What is wrong, said to a Korean reader."""

from __future__ import annotations

import re

from assistant.interface.words.catalogue import InterfaceLanguage
from assistant.interface.words.noted import KOREAN_NOTES

# What PolicydeskError says in English, for a Korean reader; the first that fits is used.
_KOREAN_PROBLEMS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), korean)
    for pattern, korean in (
        (
            r"feedback cannot be (?:read|written)|the review cannot be kept",
            "의견을 저장하지 못하였습니다. 디스크의 여유 공간과 쓰기 권한을 확인한 뒤 다시 시도해 "
            "주십시오.",
        ),
        (
            r"the evaluation cannot be kept",
            "평가 결과를 저장하지 못하였습니다. 디스크의 여유 공간과 쓰기 권한을 확인해 주십시오.",
        ),
        (
            r"the evaluation ended early",
            "평가가 도중에 끝났습니다. 다시 시도해 주십시오. 자세한 내용은 서버 기록에 있습니다.",
        ),
        (
            r"not golden questions",
            "평가 질문 파일의 형식이 맞지 않습니다. 고치거나 다른 곳으로 옮겨 주십시오.",
        ),
        (
            r"it is among the reviewed questions already",
            "이미 채택한 질문입니다. 질문을 고치거나 제외해 주십시오.",
        ),
        (
            r"no source that answers is marked",
            "정답이 있는 출처를 하나 이상 선택하거나, 답이 없는 질문 종류를 선택해 주십시오.",
        ),
        (
            r"no expected fact is given",
            "답변에 꼭 있어야 할 사실을 하나 이상 입력해 주십시오.",
        ),
        (
            r"the expected answer does not state every fact",
            "기대한 답에 아래의 사실이 모두 들어 있지 않습니다. 둘 중 하나를 고쳐 주십시오.",
        ),
        (r"it is no date", "날짜가 아닙니다. 2024, 2024-05, 2024-05-21과 같이 입력해 주십시오."),
        (
            r"documents cannot be from then on and until (\S+)\. ",
            r"시작일이 종료일(\1)보다 늦습니다. 두 날짜를 바꾸어 주십시오.",
        ),
        (r"the library holds no such document", "자료실에 없는 문서입니다."),
        (
            r"PDF needs the extra brief",
            "PDF로 저장하려면 추가 구성 요소가 필요합니다. pip install 'policydesk[brief]' "
            "명령으로 설치하시거나 다른 형식으로 저장해 주십시오.",
        ),
        (
            r"it cannot be set in type",
            "PDF로 조판할 수 없습니다. 글꼴을 설치하시거나 다른 형식으로 저장해 주십시오.",
        ),
        (
            r"the brief has no such part",
            "이미 삭제된 항목입니다. 되돌리기를 누르시면 다시 나타납니다.",
        ),
        (
            r"a brief has at most (\d+) parts",
            r"보고서 항목은 \1개까지 둘 수 있습니다. 먼저 다른 항목을 삭제해 주십시오.",
        ),
        (
            r"it has (\d+) characters\. Give 1 to (\d+)",
            r"주제가 \1자입니다. \2자 이내로 입력해 주십시오.",
        ),
        (
            r"(\d+) questions are given\. Give 1 to (\d+)",
            r"질문이 \1개입니다. \2개 이내로 입력해 주십시오.",
        ),
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
        (
            r"it has over ([\d,]+) sentences",
            r"문장이 \1개를 넘습니다. 나누어 검토해 주십시오.",
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


_KOREAN_SUBJECTS = {
    "brief": "보고서",
    "export": "저장",
    "questions of the brief": "보고서 질문",
    "topic of the brief": "보고서 주제",
}
"""What is no name of a file or setting, for a Korean reader."""


def explain_problem(message: str, subject: str, language: InterfaceLanguage) -> str:
    """Return a PolicydeskError's line in the interface's language, or as it is.

    Args:
        message: The whole line.
        subject: What stands before its first colon: the document, setting or address.
        language: Of the interface.
    """
    if language == "ko":
        subject = _KOREAN_SUBJECTS.get(subject, subject)
        for pattern, korean in (*_KOREAN_PROBLEMS, *KOREAN_NOTES):
            if found := pattern.search(message):
                return f"{subject}: {found.expand(korean)}" if subject else found.expand(korean)
    return message

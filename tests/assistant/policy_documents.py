"""Small documents of our own: an act and its draft, a Korean act, an order that was rescinded."""

import json
from pathlib import Path

from index.ingestion import ingest_paths
from index.library import Library
from tests.libraries import open_test_library, write_documents

ACT = """# Robot Safety Act

## Article 1 Purpose

This Act protects people in Norland and Sudland from unsafe robots.

## Article 2 Testing

Makers shall test every robot for at least 40 hours before sale.

## Article 3 Records

Makers shall keep the test records for 7 years.

## Article 4 Penalties

A maker who infringes Article 2 pays an administrative fine of up to 2 million crowns.
"""

DRAFT = """# Robot Safety Act: second draft

## Article 1 Purpose

This Act protects people from unsafe robots.

## Article 2 Testing

Makers shall test every robot for at least 60 hours before sale.

## Article 3 Liability insurance

Owners of garden robots shall insure them against damage to neighbours.
"""

KOREAN = """# 로봇안전법

제1조(목적) 이 법은 로봇으로부터 사람의 안전을 보호하는 것을 목적으로 한다.

제2조(시험) 제조자는 모든 로봇을 판매하기 전에 40시간 이상 시험하여야 한다.

제3조(비밀) 시험기관의 직원은 직무상 알게 된 비밀을 누설하여서는 아니 된다.

제4조(벌칙) 제3조를 위반한 자는 2년 이하의 징역에 처한다.

제5조(과태료) 제2조를 위반한 제조자에게는 500만원 이하의 과태료를 부과한다.
"""

ORDER = """# Executive Order 14110

## Section 1 Reports

Companies shall report the results of their red-team tests to the Secretary of Commerce.

## Section 2 Talent

Agencies shall hire experts in artificial intelligence within 45 days.
"""

REPORT = """# Survey of testing institutes

The UK AI Safety Institute was given 100 million pounds for its first two years.

China runs a testing centre of its own in Beijing.
"""

SIDECAR = [
    {"slug": "act", "title": "Robot Safety Act", "date": "2022-03-03", "status": "in force"},
    {
        "slug": "draft",
        "title": "Robot Safety Act: second draft",
        "date": "2021-06-01",
        "status": "draft",
    },
    {"slug": "korean", "title": "로봇안전법", "date": "2023-01-05", "status": "in force"},
    {"slug": "order", "title": "Executive Order 14110", "date": "2023-10-30"},
    {"slug": "report", "title": "Survey of testing institutes", "date": "2024-07"},
]


def open_policy_library(folder: Path) -> Library:
    """Return a library of all the documents above."""
    documents = write_documents(
        folder / "documents", act=ACT, draft=DRAFT, korean=KOREAN, order=ORDER, report=REPORT
    )
    sidecar = json.dumps(SIDECAR, ensure_ascii=False)
    (documents / "catalog.json").write_text(sidecar, encoding="utf-8")
    opened = open_test_library(folder / "library")
    ingest_paths(opened, [documents])
    return opened

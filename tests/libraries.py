"""Libraries for tests: real parts, small documents, our own words."""

from functools import cache
from pathlib import Path

from assistant.settings import Settings
from index.embedders import open_bundled
from index.library import Library

ARTICLES = """# Robot Safety Act

## Article 1 Purpose

This Act protects people from unsafe robots and was adopted on 3 March 2021.

## Article 2 Duties of makers

Makers shall test every robot for at least 40 hours before sale.
Makers shall keep the test records for 7 years.

## Article 3 Penalties

A maker who sells an untested robot pays a fine of up to 2 million crowns.
"""

KOREAN = """# 로봇안전연구소 운영 현황

## 설립

로봇안전연구소는 2022년 6월 1일에 설립되었으며 초대 소장은 홍길동이다.

## 예산

2023년도 예산은 120억 원이고 직원은 45명이다.
"""


@cache
def embedder():
    return open_bundled(Settings().cache)


def open_test_library(folder: Path) -> Library:
    return Library(folder, embedder, Settings().cache)


def write_documents(folder: Path, **texts: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return folder

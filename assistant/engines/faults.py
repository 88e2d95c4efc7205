"""Each way in which a server fails to answer: what is said about it, and what can be done."""

from __future__ import annotations

from corpus.errors import EngineError

_Words = tuple[str, str]
"""What happened, without a full stop, and what to do next."""

_CHECK = {
    "en": "Check the API address, model and key in the settings.",
    "ko": "설정에서 API 주소, 모델, 키를 확인해 주십시오.",
    "ja": "設定のAPIアドレス、モデル、キーを確認してください。",
}
_AGAIN = {
    "en": "Ask again.",
    "ko": "다시 질문해 주십시오.",
    "ja": "もう一度質問してください。",
}
_LATER = {
    "en": "Ask again later, or use another engine.",
    "ko": "잠시 후 다시 질문하거나 다른 엔진을 사용해 주십시오.",
    "ja": "後でもう一度質問するか、別のエンジンを使ってください。",
}
_ADDRESS = {
    "en": "Check the API address and the network.",
    "ko": "API 주소와 네트워크를 확인해 주십시오.",
    "ja": "APIアドレスとネットワークを確認してください。",
}

_PROBLEMS: dict[str, dict[str, str]] = {
    "refused": {
        "en": "the server refuses connections",
        "ko": "서버가 연결을 거부함",
        "ja": "サーバーが接続を拒否しました",
    },
    "unknown_host": {
        "en": "the server's name is not known",
        "ko": "서버 이름을 찾을 수 없음",
        "ja": "サーバー名が見つかりません",
    },
    "unreachable": {
        "en": "the server cannot be reached",
        "ko": "서버에 연결할 수 없음",
        "ja": "サーバーに接続できません",
    },
    "tls": {
        "en": "no trusted TLS connection can be made",
        "ko": "신뢰할 수 있는 TLS 연결을 맺을 수 없음",
        "ja": "信頼できるTLS接続を確立できません",
    },
    "bad_address": {
        "en": "the API address is not valid",
        "ko": "API 주소가 올바르지 않음",
        "ja": "APIアドレスが正しくありません",
    },
    "bad_key": {
        "en": "the API key holds characters that no key has",
        "ko": "API 키에 사용할 수 없는 문자가 있음",
        "ja": "APIキーに使えない文字があります",
    },
    "key": {
        "en": "the server does not accept the API key (HTTP {status})",
        "ko": "서버가 API 키를 받아들이지 않음(HTTP {status})",
        "ja": "サーバーがAPIキーを受け付けません（HTTP {status}）",
    },
    "credit": {
        "en": "the account has no credit left (HTTP {status})",
        "ko": "계정의 사용 한도가 소진됨(HTTP {status})",
        "ja": "アカウントの利用枠がありません（HTTP {status}）",
    },
    "not_found": {
        "en": "the server has no such model or address (HTTP {status})",
        "ko": "서버에 해당 모델 또는 주소가 없음(HTTP {status})",
        "ja": "サーバーに該当するモデルまたはアドレスがありません（HTTP {status}）",
    },
    "too_many": {
        "en": "the server refuses more requests for now (HTTP {status})",
        "ko": "서버가 당분간 요청을 받지 않음(HTTP {status})",
        "ja": "サーバーが現在リクエストを受け付けません（HTTP {status}）",
    },
    "too_long": {
        "en": "the question and its quotes are too long for the model (HTTP {status})",
        "ko": "질문과 인용문이 모델의 입력 한도를 넘음(HTTP {status})",
        "ja": "質問と引用がモデルの上限を超えています（HTTP {status}）",
    },
    "rejected": {
        "en": "the server refused the request (HTTP {status})",
        "ko": "서버가 요청을 거부함(HTTP {status})",
        "ja": "サーバーがリクエストを拒否しました（HTTP {status}）",
    },
    "failed": {
        "en": "the server failed (HTTP {status})",
        "ko": "서버에 오류가 발생함(HTTP {status})",
        "ja": "サーバーでエラーが発生しました（HTTP {status}）",
    },
    "redirect": {
        "en": "the server redirects to {origin}, and the key is not sent there",
        "ko": "서버가 {origin} 주소로 넘기나 키를 그곳에 보내지 않음",
        "ja": "サーバーが{origin}へ転送しましたが、キーはそこへ送りません",
    },
    "late": {
        "en": "the server did not answer within {seconds:g} s",
        "ko": "서버가 {seconds:g}초 안에 답하지 않음",
        "ja": "サーバーが{seconds:g}秒以内に応答しませんでした",
    },
    "stalled": {
        "en": "the server stopped in the middle of the answer for {seconds:g} s",
        "ko": "서버가 답변 도중 {seconds:g}초 동안 멈춤",
        "ja": "サーバーが回答の途中で{seconds:g}秒間停止しました",
    },
    "dropped": {
        "en": "the server closed the connection without an answer",
        "ko": "서버가 답하지 않고 연결을 끊음",
        "ja": "サーバーが応答せずに切断しました",
    },
    "cut": {
        "en": "the server broke off in the middle of the answer",
        "ko": "서버가 답변 도중 연결을 끊음",
        "ja": "サーバーが回答の途中で切断しました",
    },
    "reported": {
        "en": "the server reported an error in the middle of the answer",
        "ko": "서버가 답변 도중 오류를 알림",
        "ja": "サーバーが回答の途中でエラーを返しました",
    },
    "garbled": {
        "en": "the server's answer cannot be read",
        "ko": "서버의 답변을 해석할 수 없음",
        "ja": "サーバーの回答を解釈できません",
    },
    "not_a_stream": {
        "en": "the server answered with {kind} instead of a stream of text",
        "ko": "서버가 답변 대신 다른 형식({kind})을 보냄",
        "ja": "サーバーが回答ではなく別の形式（{kind}）を返しました",
    },
    "too_big": {
        "en": "the server's answer is longer than any answer should be",
        "ko": "서버의 답변이 지나치게 긺",
        "ja": "サーバーの回答が長すぎます",
    },
    "empty": {
        "en": "the server sent an empty answer",
        "ko": "서버가 빈 답변을 보냄",
        "ja": "サーバーが空の回答を返しました",
    },
    "withheld": {
        "en": "the server's content filter withheld the answer",
        "ko": "서버의 콘텐츠 필터가 답변을 막음",
        "ja": "サーバーのコンテンツフィルターが回答を止めました",
    },
}

_REMEDIES: dict[str, dict[str, str]] = {
    "refused": {
        "en": "Start the server, or check the API address.",
        "ko": "서버를 시작하거나 API 주소를 확인해 주십시오.",
        "ja": "サーバーを起動するか、APIアドレスを確認してください。",
    },
    "unknown_host": _ADDRESS,
    "unreachable": _ADDRESS,
    "tls": {
        "en": "Check whether the address begins with http or https, and the server's certificate.",
        "ko": "주소가 http인지 https인지와 서버 인증서를 확인해 주십시오.",
        "ja": "アドレスがhttpかhttpsか、またサーバー証明書を確認してください。",
    },
    "bad_key": {
        "en": "Copy the API key again, without blanks or line breaks.",
        "ko": "API 키를 공백이나 줄 바꿈 없이 다시 입력해 주십시오.",
        "ja": "APIキーを空白や改行なしで入力し直してください。",
    },
    "key": {
        "en": "Correct the API key in the settings.",
        "ko": "설정의 API 키를 바로잡아 주십시오.",
        "ja": "設定のAPIキーを訂正してください。",
    },
    "credit": {
        "en": "Add credit to the account, or use another engine.",
        "ko": "계정의 사용 한도를 늘리거나 다른 엔진을 사용해 주십시오.",
        "ja": "アカウントの利用枠を追加するか、別のエンジンを使ってください。",
    },
    "too_many": {
        "en": "Wait a minute, then ask again.",
        "ko": "1분쯤 뒤에 다시 질문해 주십시오.",
        "ja": "1分ほど待ってからもう一度質問してください。",
    },
    "too_many_for": {
        "en": "Wait {wait_s} s, then ask again.",
        "ko": "{wait_s}초 뒤에 다시 질문해 주십시오.",
        "ja": "{wait_s}秒待ってからもう一度質問してください。",
    },
    "too_long": {
        "en": "Ask a shorter question, or set a model with a larger context.",
        "ko": "질문을 줄이거나 입력 한도가 더 큰 모델을 설정해 주십시오.",
        "ja": "質問を短くするか、上限の大きいモデルを設定してください。",
    },
    "redirect": {
        "en": "If the new address is right, set it as the API address.",
        "ko": "새 주소가 맞으면 API 주소로 설정해 주십시오.",
        "ja": "新しいアドレスが正しければ、APIアドレスに設定してください。",
    },
    "late": {
        "en": "Ask again, or raise the API timeout in the settings.",
        "ko": "다시 질문하거나 설정의 API 대기 시간을 늘려 주십시오.",
        "ja": "もう一度質問するか、設定のAPI待ち時間を延ばしてください。",
    },
    "dropped": _ADDRESS,
    "stalled": _AGAIN,
    "cut": _AGAIN,
    "reported": _LATER,
    "failed": _LATER,
    "too_big": _LATER,
    "empty": {
        "en": "Ask again, or set another model.",
        "ko": "다시 질문하거나 다른 모델을 설정해 주십시오.",
        "ja": "もう一度質問するか、別のモデルを設定してください。",
    },
    "withheld": {
        "en": "Word the question otherwise, or use another engine.",
        "ko": "질문을 달리 표현하거나 다른 엔진을 사용해 주십시오.",
        "ja": "質問の表現を変えるか、別のエンジンを使ってください。",
    },
}

FAULTS = tuple(_PROBLEMS)
"""Every key that a ``Fault`` can have."""


class Fault(Exception):
    """A failed exchange with a server, before it is known which server that was.

    Attributes:
        key: One of ``FAULTS``.
        values: What its words need, such as ``status`` or ``seconds``.
    """

    def __init__(self, key: str, **values: object) -> None:
        """Keep the key and the values."""
        super().__init__(key)
        self.key = key
        self.values = values

    def as_error(self, subject: str) -> EngineError:
        """Return the one-line error in every language policydesk speaks.

        Args:
            subject: Which model at which address.
        """
        words = {language: self._words(language) for language in ("en", "ko", "ja")}
        return EngineError(words["en"][0], subject, words["en"][1], words=words)

    def _words(self, language: str) -> _Words:
        key = "too_many_for" if "wait_s" in self.values else self.key
        remedy = _REMEDIES.get(key, _CHECK)
        return (
            _PROBLEMS[self.key][language].format(**self.values),
            remedy[language].format(**self.values),
        )

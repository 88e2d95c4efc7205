"""The words of the report page, and what metrics and kinds of questions are called."""

WORDS: dict[str, tuple[str, str]] = {
    "title": ("평가 보고서", "Evaluation report"),
    "engine": ("답변 방식", "Who answered"),
    "questions": ("질문 모음", "Questions"),
    "language": ("언어", "Language"),
    "summary": ("요약", "Summary"),
    "summary_right": (
        "문서에 답이 있는 질문 {answerable}개 가운데 {right}개를 바르게 답하였습니다. "
        "{wrong}개는 틀렸거나 부족하였고, {missed}개는 답하지 않았습니다.",
        "Of {answerable} questions that the documents answer, {right} were answered rightly, "
        "{wrong} wrongly or not fully, and {missed} not at all.",
    ),
    "summary_others": (
        "답이 없거나 답해서는 안 되는 질문 {others}개 가운데 {declined}개를 알맞게 처리하였습니다.",
        "Of {others} questions without an answer, or that set a trap, {declined} ended as they "
        "should.",
    ),
    "summary_quotes": (
        "인용문 {quotes}개 가운데 {exact}개가 원문의 해당 위치와 글자 그대로 같습니다.",
        "Of {quotes} quotes, {exact} stand word for word in the source at the place given.",
    ),
    "summary_interval": (
        "정답 비율은 {share}이며, 괄호 안은 95% 신뢰구간입니다.",
        "Share answered rightly: {share}, with its 95% interval.",
    ),
    "gates": ("통과 기준", "Gates"),
    "gates_note": (
        "기준에 미치지 못하거나 기록된 결과보다 나빠지면 CI가 실패합니다.",
        "CI fails when a value is below its threshold or falls behind the recorded baseline.",
    ),
    "gate": ("지표", "Metric"),
    "at_least": ("하한", "At least"),
    "value": ("값", "Value"),
    "change": ("기준 대비", "Against the baseline"),
    "verdict": ("결과", "Result"),
    "passed": ("통과", "passed"),
    "failed": ("미달", "failed"),
    "refused": (
        "판정 보류: 판정자의 정확도가 {least} 미만",
        "not judged: the judge's accuracy is below {least}",
    ),
    "worse": ("나빠진 질문: {names}", "worse: {names}"),
    "judge": ("판정자", "Judge"),
    "judge_note": (
        "판정자 {label}의 정확도입니다. 정답이 표시된 주장 모음에서 잰 균형 정확도이며, 0.90에 "
        "미치지 못하면 그 판정에 기준을 두지 않습니다.",
        "How well the judge {label} judges: balanced accuracy on labelled claims. Below 0.90 no "
        "gate rests on it.",
    ),
    "plots": ("그림", "Plots"),
    "plot_pairs": (
        "언어 조합(질문→문서)별 정답 비율과 95% 신뢰구간",
        "Share answered rightly by language pair (question→document), with 95% intervals",
    ),
    "plot_calibration": (
        "검색의 확신도와, 실제로 문서에 답이 있었던 비율",
        "How sure the search was, and how often the documents did hold an answer",
    ),
    "plot_latency": ("답변을 마칠 때까지 걸린 시간", "Time until the whole answer"),
    "tables": ("표", "Tables"),
    "every": ("질문별 결과", "Question by question"),
    "show": ("보기", "Show"),
    "all": ("전체", "All"),
    "right": ("정답", "Right"),
    "wrong": ("오답", "Wrong"),
    "missed": ("답하지 않음", "Not answered"),
    "declined": ("알맞게 처리", "Rightly declined"),
    "asked": ("질문", "Asked"),
    "expected": ("기대한 답", "Expected"),
    "expected_none": ("문서에 답이 없습니다.", "The documents hold no answer."),
    "answered": ("답변", "Answered"),
    "sources": ("인용", "Cited"),
    "page": ("{page}쪽", "p. {page}"),
    "gold": ("정답 위치", "answers the question"),
    "inexact": ("원문과 다름", "not word for word"),
    "judged": ("판정", "Judged"),
    "supported": ("뒷받침됨", "supported"),
    "unsupported": ("뒷받침되지 않음", "not supported"),
    "failures": ("판정하지 못함", "Not judged"),
    "scores": ("점수", "Scores"),
    "no_questions": (
        "이 평가는 질문별 답변을 남기지 않습니다.",
        "This suite keeps no answers question by question.",
    ),
}

KINDS: dict[str, tuple[str, str]] = {
    "fact": ("사실", "fact"),
    "table": ("표", "table"),
    "list": ("목록", "list"),
    "by-article": ("조문", "by article"),
    "definition": ("정의", "definition"),
    "comparison": ("비교", "comparison"),
    "multi-document": ("여러 문서", "several documents"),
    "temporal": ("시점·효력", "time and status"),
    "ambiguous": ("모호함", "ambiguous"),
    "adversarial": ("함정", "adversarial"),
    "unanswerable": ("답 없음", "unanswerable"),
    "false-premise": ("잘못된 전제", "false premise"),
    "opinion": ("의견", "opinion"),
    "out-of-field": ("분야 밖", "out of field"),
}

METRICS: dict[str, tuple[str, str]] = {
    "correct": ("정답", "correct"),
    "wrong": ("오답", "wrong"),
    "abstained": ("답하지 않음", "abstained"),
    "facts stated": ("사실 진술", "facts stated"),
    "gold cited": ("정답 위치 인용", "gold cited"),
    "quote exactness": ("인용 정확성", "quote exactness"),
    "citation recall": ("인용 있는 문장", "citation recall"),
    "sentences verbatim": ("원문 그대로인 문장", "sentences verbatim"),
    "abstention recall": ("알맞은 답변 거절", "abstention recall"),
    "faithfulness": ("충실성", "faithfulness"),
    "trap avoided": ("함정 회피", "trap avoided"),
    "warning given": ("경고 표시", "warning given"),
    "gold quoted": ("정답 구절 인용", "gold quoted"),
    "end acceptable": ("알맞은 끝맺음", "end acceptable"),
    "citation precision, gold": ("정답 위치인 인용", "citation precision, gold"),
    "citation precision, verified": ("검증된 인용", "citation precision, verified"),
    "sentences removed": ("제외한 문장", "sentences removed"),
    "abstention precision": ("거절의 정확성", "abstention precision"),
    "response relevancy": ("답변 관련성", "response relevancy"),
    "context precision": ("근거 정밀도", "context precision"),
    "context recall": ("근거 재현율", "context recall"),
    "factual correctness": ("사실 정확성", "factual correctness"),
}

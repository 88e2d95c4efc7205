"""The words of the evaluation page."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    # key: (Korean, English)
    "tab_evaluation": ("평가", "Evaluation"),
    "evaluation_title": ("답변 품질 평가", "How good are the answers?"),
    "evaluation_about": (
        "정답이 알려진 질문을 물어, 답변이 맞는지와 인용이 원문과 글자 그대로 같은지를 "
        "채점합니다. 이 컴퓨터 안에서만 이루어집니다.",
        "Questions with known answers are asked, and it is scored whether the answers are right "
        "and whether every quote is word for word in its source. Nothing leaves this machine.",
    ),
    "evaluation_none": (
        "아직 평가한 결과가 없습니다. 아래 단추를 누르면 기본 자료에 관한 질문 {count}개를 "
        "묻습니다. 몇 분 걸리며, 그동안에도 화면을 사용할 수 있습니다.",
        "Nothing has been evaluated yet. The button below asks {count} questions about the "
        "starter documents. It takes a few minutes, and the interface stays usable.",
    ),
    "evaluation_command": ("명령줄에서는 다음을 실행합니다.", "On the command line:"),
    "evaluation_run": ("기본 질문 {count}개로 평가", "Evaluate on the {count} shipped questions"),
    "evaluation_run_reviewed": (
        "검토한 질문 {count}개로 평가",
        "Evaluate on the {count} reviewed questions",
    ),
    "evaluation_chosen": ("평가 결과 선택", "Evaluation shown"),
    "evaluation_unreadable": (
        "읽을 수 없는 평가 파일 {count}개는 제외하였습니다.",
        "{count} files of the history cannot be read and are left out.",
    ),
    "report_title": ("평가 결과", "Report"),
    "report_at": ("평가 일시", "When"),
    "report_suite": ("평가 종류", "Suite"),
    "report_engine": ("답변 방식", "Who answered"),
    "report_set": ("질문", "Questions"),
    "report_set_most": ("{name}, 최대 {most}개", "{name}, at most {most}"),
    "report_judge": ("판정자", "Judge"),
    "report_version": ("버전", "Version"),
    "report_took": ("소요 시간", "Took"),
    "report_seconds": ("{seconds}초", "{seconds} s"),
    "report_passed": ("기준 {count}개를 모두 충족", "All {count} gates passed"),
    "report_failed": ("기준 {count}개 중 {failed}개 미달", "{failed} of {count} gates failed"),
    "report_no_gates": ("적용된 기준 없음", "No gates"),
    "report_ends": (
        "질문 {total}개: 정답 {right}, 알맞게 거절 {declined}, 오답 {wrong}, 답하지 않음 {missed}",
        "{total} questions: {right} right, {declined} rightly declined, {wrong} wrong, {missed} "
        "not answered",
    ),
    "report_interval": (
        "괄호 안은 95% 신뢰구간, n은 질문 수입니다. 개발용 질문은 조정에, 시험용 질문은 보고에 "
        "씁니다.",
        "In brackets the 95% interval; n is the number of questions. Dev questions are for tuning, "
        "test questions for reporting.",
    ),
    "score_name": ("지표", "Score"),
    "score_all": ("전체", "All"),
    "score_dev": ("개발용", "Dev"),
    "score_test": ("시험용", "Test"),
    "score_gate": ("기준", "Gate"),
    "gate_passed": ("{least} 이상: 충족", "at least {least}: passed"),
    "gate_failed": ("{least} 이상: 미달", "at least {least}: failed"),
    "gate_fell": ("기록보다 나빠짐: 미달", "fell behind the baseline: failed"),
    "gate_refused": ("판정 보류", "not judged"),
    "gates_other": ("다른 기준", "Other gates"),
    "gate_worse": ("나빠진 질문: {names}", "Worse: {names}"),
    "trend_title": ("추이", "Trends"),
    "trend_about": (
        "같은 종류의 평가 {count}회를 비교합니다.",
        "{count} evaluations of the same kind.",
    ),
    "trend_once": (
        "비교할 평가가 아직 없습니다. 같은 평가를 다시 실행하면 추이를 보여 줍니다.",
        "There is nothing to compare with yet. Run the same evaluation again to see trends.",
    ),
    "trend_last": ("최근", "Latest"),
    "trend_change": ("직전 대비", "Change"),
    "trend_points": ("%p", "points"),
    "trend_line": ("변화", "Over time"),
    "trend_table": ("표로 보기", "Show as a table"),
    "worst_title": ("가장 나쁜 답변", "Worst questions"),
    "worst_count": ("{count}개", "{count} questions"),
    "worst_none": ("해당하는 질문이 없습니다.", "There are none."),
    "worst_unkept": (
        "이 평가는 질문별 답변을 남기지 않습니다.",
        "This suite keeps no answers question by question.",
    ),
    "worst_end": ("결과", "Verdict"),
    "worst_pair": ("언어(질문→문서)", "Languages (question→documents)"),
    "worst_every": ("전체", "All"),
    "worst_more": (
        "나쁜 순서로 {count}개를 보여 줍니다.",
        "The {count} worst are shown.",
    ),
    "worst_expected": ("기대한 답", "Expected"),
    "worst_expected_none": ("문서에 답이 없습니다.", "The documents hold no answer."),
    "worst_answer": ("실제 답변", "Answer"),
    "worst_unstated": ("빠진 사실", "Facts missing"),
    "worst_unquoted": ("인용하지 않은 곳", "Not quoted"),
    "worst_cited": ("인용한 곳", "Cited"),
    "worst_scores": ("점수", "Scores"),
    "worst_ask": ("이 질문 묻기", "Ask this"),
    "worst_page": ("{page}쪽", "p. {page}"),
    "end_right": ("정답", "Right"),
    "end_wrong": ("오답", "Wrong"),
    "end_missed": ("답하지 않음", "Not answered"),
    "end_declined": ("알맞게 거절", "Rightly declined"),
    "suite_answers": ("답변", "Answers"),
    "suite_ragas": ("답변(RAGAS 포함)", "Answers, with RAGAS"),
    "suite_retrieval": ("검색", "Retrieval"),
    "suite_followups": ("후속 질문", "Follow-ups"),
    "suite_verification": ("인용 검증", "Verification"),
    "suite_injection": ("명령 주입 방어", "Injection"),
    "suite_safety": ("안전성", "Safety"),
    "set_starter": ("기본 질문", "Shipped questions"),
    "set_golden": ("전체 질문", "Golden questions"),
    "set_reviewed": ("검토한 질문", "Reviewed questions"),
}

"""What a sentence has to have, to tell what is asked: a time, a number, somebody, a consequence."""

from __future__ import annotations

import re

from clauses.answering.finding.evidence import COUNTED, DURATION, FREQUENCY, NUMBER
from clauses.answering.understanding.analysis import Analysis
from clauses.lexicon.questions import Aspect

_ASKED: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (re.compile(asked), re.compile(told))
    for asked, told in (
        (
            "后果|追责|问责|(怎么|如何|咋)(处罚|处分|罚|处理|追究)|什么(处分|处罚|责任)|会怎[样么]|担责|受罚|挨罚",
            "处分|责任|追究|处罚|问责|通报|诫勉|批评教育|罚款|取消|撤销",
        ),
        ("多少钱|费用|收费|花钱|掏钱|报销|出钱|没钱|经费", "费|元|经费|资金|预算|财政|钱"),
        ("为什么|为啥|为何|目的|图什么|干嘛要|凭啥", "为了|为[^了]|目的|根据|以便"),
        ("适用|管不管|管得着|算不算|参照", "适用|参照|是指|本条例|本办法|本规定|包括"),
        (
            "(什么时候|啥时候|何时|哪天|从哪天)(起|开始)?(施行|实施|生效|执行)",
            "施行|生效|实施|执行",
        ),
        ("不服|不满意|不认可|申诉|复议|复核", "不服|申诉|复查|复核|复议|申请|诉讼"),
    )
)
"""What is asked beside the aspects, and what tells it."""

_TOLD: dict[Aspect, re.Pattern[str]] = {
    Aspect.HOW_OFTEN: re.compile(f"{FREQUENCY.pattern}|{DURATION.pattern}|及时"),
    Aspect.WHEN: re.compile(
        "[0-9]+(?:年|个月|个工作日|天|日)|季度|[0-9]月|年初|年底|年末|前|后|之日|届满|及时|立即|随时|时[，,]?|期间|期限"
    ),
    Aspect.HOW_LONG: re.compile(f"{DURATION.pattern}|期限|及时|立即|当[日天]|任期"),
    Aspect.WHO: re.compile(
        "由|向|负责|主管|[部厅局委处科室组]|机关|单位|机构|人员|领导|组织|主任|书记|会议|政府|法院"
    ),
    Aspect.WHETHER: re.compile("可以|不得|应当|必须|禁止|不能|不予|允许|不再|需要?|一般|除外|有权"),
    Aspect.WHICH_ARTICLE: re.compile("根据|依据|依照|按照|规定"),
}


def tells(analysis: Analysis, sentence: str) -> bool:
    """Whether a folded sentence has the kind of thing that is asked for."""
    for asked, told in _ASKED:
        if asked.search(analysis.text):
            return told.search(sentence) is not None
    if analysis.aspect is Aspect.HOW_MANY:
        return COUNTED.get(analysis.unit or "", NUMBER).search(sentence) is not None
    told_by = _TOLD.get(analysis.aspect) if analysis.aspect else None
    return told_by is None or told_by.search(sentence) is not None

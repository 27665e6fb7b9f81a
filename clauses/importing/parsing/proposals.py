"""Reads who owes what how often in an article. Only proposals: a person confirms them.

A phrase is read within one part of a sentence. What the text does not give in numbers (定期) is not
made a number; what packs cannot express (每日, 每周一、三, 每月不超过36小时) is kept as words alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clauses.cadence import TIMES, Cadence, OnEvent, Per, Quota, Regular
from clauses.characters.numerals import numeral_value
from clauses.importing.parsing.articles import Article
from clauses.lexicon.periods import AFTER_EVERY, per_of
from clauses.model import Proposal, Strength
from clauses.provisions import lines_of

_N = "[0-9零一二三四五六七八九十百两]{1,4}"
_UNIT = "次|回|学时|小时|天|个工作日|场|篇"
_COUNT = rf"({_N})个?({_UNIT})"
_QUOTA = re.compile(rf"每({AFTER_EVERY})(?:(?!每).){{0,24}}?{_COUNT}|{_COUNT}(?=每{AFTER_EVERY})")
_PER_YEAR = re.compile(rf"(?<![0-9一二三四五六七八九十两每])一(?!{_N})({AFTER_EVERY}){_COUNT}")
_EVERY = re.compile(rf"每({AFTER_EVERY})")
_AT_MOST = re.compile("超过|多于|至多|最多")
_DAYS_OF_THE_WEEK = re.compile(
    f"每(?:{'|'.join(Per.WEEK.kind.words.every)})[一二三四五六日天][、和及与至到—-]"
)
_OTHER_RHYTHM = re.compile(rf"每(?:日|天|周|星期|旬|工作日|{_N}个?(?:年|月|天|日|周|季度))")
_REGULAR = re.compile("(?<!不)定期(?!限)|经常(?!性)")
_TERM = re.compile(rf"每届任期(?:一般)?为?({_N})年")
_AFTER = re.compile(rf"自?([^，。；、]{{2,30}}?)(?:之日起|后)(?:的?)({_N})(个工作)?[日天]内?")
_BEFORE = re.compile(rf"([^，。；、]{{2,30}}?)前({_N})(个工作)?[日天]")
_BEFORE_THE_EVENT = re.compile("^.*(?:应当|必须|可以|一般|须|自|在|于)(?=.)")
_RIGHT = re.compile("可以|有权")
_DUTY = re.compile("应当|必须|至少|不得少于")

_SENTENCE = re.compile(r"[。；！\n]")
_PART = re.compile("[，：]")
_ACTS = re.compile(
    "应当|应该|必须|不得|可以|需要|须|负责|至少|一般|原则上|定期|经常|鼓励|提倡|每|应|(?<![主重必需])要|由|是|"
    "按照|按|根据|对|将|向|在|于|自|召开|(?<![党会团层济])组织|开展|履行|承担|协助|主持|设立|建立|制定|实行"
)
_NO_ACTOR = re.compile(
    "^(?:根据|依照|按照|为|对|在|自|凡|因|经|当|如|其中|同时|并|对于|有|不|未|本)|条例|的$"
)
_ACTOR_ENDS = re.compile(
    "(?:会议?|组|党委|支部|书记|机关|单位|部门|组织|人|员|长|政府|者|委|局|厅|处|科|院|校|企业|公司|干部|主任|"
    "机构|办公室|办|中心|队|站|社|厂|车间|班|小组|主体|方|户|领导|班子|司机|教师|医生|工会|团体|[村居市农公]民)(?:（[^（）]{1,10}）)?$"
)
_ITEM = re.compile(r"^[（(【〔][^）)】〕]{1,20}[）)】〕]\s*|^[0-9]{1,2}[.．、]")
"""What may stand before the sentence: （一）, 1., the heading of an article."""

_LONGEST_WORDS = 120
_LONGEST_ACTOR = 30


def proposals(article: Article) -> Iterator[Proposal]:
    """Every duty with a rhythm that the article states, in order."""
    lead: str | None = None
    for line in lines_of(article.text):
        actor = lead if len(line.numbers) > 1 else None
        for sentence in _SENTENCE.split(_ITEM.sub("", line.text)):
            actor = actor_of(sentence) or actor
            for part in _parts(sentence):
                if (found := cadence_of(part)) is not None:
                    yield Proposal(
                        place=article.id + (line.suffix if line.numbers != (1,) else ""),
                        words=part[:_LONGEST_WORDS],
                        strength=strength_of(part, sentence),
                        subject_words=actor_of(part) or actor,
                        cadence=found[0],
                    )
        lead = actor if len(line.numbers) == 1 else lead


def cadence_of(words: str) -> tuple[Cadence | None] | None:
    """The cadence in some words: None for none at all, ``(None,)`` for one without a form."""
    if _RIGHT.search(words) and not _DUTY.search(words):
        return None
    if found := _TERM.search(words):
        years = numeral_value(found[1])
        return (Quota(1, Per.TERM, term_years=years),) if years and years <= 10 else (None,)
    if _DAYS_OF_THE_WEEK.search(words):
        return (None,)
    if found := _QUOTA.search(words) or _PER_YEAR.search(words):
        if _AT_MOST.search(found[0]):
            return (None,)
        groups = [group for group in found.groups() if group is not None]
        if len(groups) == 2:  # 至少1次每季度: the period comes after
            period = _EVERY.search(words)
            groups.insert(0, period[1] if period else "年")
        period_name, number, unit = groups
        count = numeral_value(number)
        if count and count <= 1000:
            return (Quota(count, per_of(period_name), TIMES if unit in ("回", "场") else unit),)
    if (event := _on_event(words)) is not None:
        return event
    if found := _EVERY.search(words):
        return (Quota(1, per_of(found[1])),)
    if _OTHER_RHYTHM.search(words):
        return (None,)
    return (Regular(),) if _REGULAR.search(words) else None


def _on_event(words: str) -> tuple[OnEvent | None] | None:
    """As :func:`cadence_of`; packs cannot express a deadline in workdays."""
    for pattern, sign in ((_AFTER, 1), (_BEFORE, -1)):
        found = pattern.search(words)
        days = numeral_value(found[2]) if found else None
        if found and days and days <= 366:
            event = _BEFORE_THE_EVENT.sub("", found[1]).strip()
            if len(event) > 1:
                return (None if found[3] else OnEvent(event, sign * days),)
    return None


def strength_of(part: str, sentence: str) -> Strength:
    """How binding: by the words of the part, else of the whole sentence."""
    for words in (part, sentence):
        if re.search("鼓励|提倡|倡导", words):
            return Strength.ENCOURAGED
        if re.search("一般|原则上", words):
            return Strength.NORMALLY
        if re.search("应当|必须|不得|至少", words):
            return Strength.MUST
    return Strength.MUST


def actor_of(sentence: str) -> str | None:
    """Whom the sentence speaks of: the words before its first verb; None when it names nobody."""
    for part in _PART.split(sentence.strip()):
        found = _ACTS.search(part)
        words = part[: found.start()].strip(" 的、") if found else ""
        words = re.sub("^(?:或者?|并且?|但是?|而)", "", words)
        if 2 <= len(words) <= _LONGEST_ACTOR and _is_actor(words):
            return words
    return None


def _is_actor(words: str) -> bool:
    return _ACTOR_ENDS.search(words) is not None and _NO_ACTOR.search(words) is None


def _parts(sentence: str) -> list[str]:
    return [part.strip() for part in _PART.split(sentence) if part.strip()]

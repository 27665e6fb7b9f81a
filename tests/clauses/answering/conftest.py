"""A small world in code: a fire brigade's list and the rules under it."""

from __future__ import annotations

import pytest

from clauses.answering.answers import Answerer
from clauses.cadence import Cadence, Continuous, NotStated, OnEvent, Per, Quota, Regular, Season
from clauses.library import Library
from clauses.model import (
    Body,
    BodyId,
    Citation,
    Clause,
    ClauseRef,
    Correction,
    Distinction,
    Document,
    Known,
    Owed,
    Pack,
    Part,
    Post,
    PostId,
    Question,
    Standard,
    Strength,
    Term,
)

RULES, LIST = "fire-rules", "fire-list"
CODE = Document("code", "消防站工作规则", "工作规则", 2020)
NOTICE = Document("notice", "消防站责任清单通知", "清单通知")


def clause(
    local: str,
    subject: str,
    duty: str,
    text: str,
    cadence: Cadence,
    *asked_as: str,
    pack: str = RULES,
    place: str | None = None,
    strength: Strength = Strength.MUST,
    known: Known = Known.TEXT,
    part: str | None = None,
    meets: tuple[ClauseRef, ...] = (),
) -> Clause:
    citations = (Citation(CODE if pack == RULES else NOTICE, place),)
    ref = ClauseRef(pack, local)
    return Clause(
        ref, subject, duty, text, cadence, strength, known, citations, part, meets, asked_as
    )


def rules() -> Pack:
    return Pack(
        id=RULES,
        title="消防站规则",
        short_title="规则",
        edition="2020",
        uses=(),
        documents=(CODE,),
        announced_total=None,
        parts=(),
        bodies=(Body(BodyId("station"), "消防站"), Body(BodyId("team"), "战斗班")),
        posts=(
            Post(
                PostId("chief"), "消防站站长", BodyId("station"), Owed.ONCE, answers_for_body=True
            ),
            Post(PostId("leader"), "战斗班班长", BodyId("team"), Owed.ONCE, answers_for_body=True),
            Post(PostId("driver"), "驾驶员", BodyId("station"), Owed.EACH),
        ),
        acting=(),
        clauses=(
            clause(
                "R1",
                "station",
                "召开站务会",
                "消防站每月至少召开1次站务会。",
                Quota(1, Per.MONTH),
                "站务会几个月开一回",
                place="第12条",
            ),
            clause(
                "R2",
                "team",
                "召开班务会",
                "战斗班一般每季度召开1次班务会。",
                Quota(1, Per.QUARTER),
                place="第13条",
                strength=Strength.NORMALLY,
            ),
            clause(
                "R3",
                "driver",
                "检查车辆",
                "驾驶员定期检查车辆；规则没有规定次数。",
                Regular(),
                place="第20条",
            ),
            clause(
                "R4",
                "chief",
                "主持站务会",
                "站务会由站长召集并主持，须有5名以上干部到会。",
                OnEvent("召开站务会"),
                place="第12条",
            ),
            clause("R5", "chief", "述职", "站长每年向支队述职。", Quota(1, Per.YEAR)),
            clause(
                "R6",
                "station",
                "组织年度演习",
                "消防站每年组织1次年度演习，一般在第四季度。",
                Quota(1, Per.YEAR, season=Season(10, 12)),
                known=Known.SECOND_HAND,
            ),
            clause(
                "R7",
                "station",
                "储备泡沫",
                "消防站储备泡沫3吨。",
                NotStated(),
                known=Known.UNVERIFIED,
            ),
        ),
        terms=(
            Term("消防站站长", ("站长", "一号")),
            Term("站务会", ("站务会议",)),
            Term("班务会", ("班会",)),
            Term("年度演习", ("大演习",)),
            Term("水源", ("消火栓",)),
        ),
        distinctions=(
            Distinction(
                ClauseRef(RULES, "N1"),
                ("站务会", "班务会"),
                "站务会是消防站的会，班务会是班里的会。",
            ),
        ),
        questions=(
            Question(
                ClauseRef(RULES, "Q1"),
                "站务会要准备哪些材料？",
                None,
                Known.TEXT,
                (),
                (ClauseRef(RULES, "R1"),),
            ),
        ),
        corrections=(
            Correction(
                ClauseRef(RULES, "W1"),
                "站务会每季度开一次。",
                "每季度一次是旧规则，现在是每月1次。",
                (ClauseRef(RULES, "R1"),),
            ),
        ),
        standards=(),
        not_covered=("工资", "请假"),
    )


def announced_list() -> Pack:
    return Pack(
        id=LIST,
        title="消防站“三项”责任清单",
        short_title="责任清单",
        edition="2021",
        uses=(RULES,),
        documents=(NOTICE,),
        announced_total=7,
        parts=(
            Part("chief", "消防站站长责任", ("chief",), 4),
            Part("leader", "战斗班班长责任", ("leader",), 3),
        ),
        bodies=(),
        posts=(),
        acting=(),
        clauses=(
            clause(
                "A1",
                "chief",
                "检查水源",
                "消防站站长每半年至少检查1次水源。",
                Quota(1, Per.HALF_YEAR),
                pack=LIST,
                known=Known.SEED,
                part="chief",
            ),
            clause(
                "A2",
                "chief",
                "关心队员生活",
                "消防站站长关心队员生活。",
                Continuous(),
                pack=LIST,
                known=Known.SEED,
                part="chief",
            ),
        ),
        terms=(),
        distinctions=(),
        questions=(),
        corrections=(),
        standards=(
            Standard(
                ClauseRef(LIST, "S1"),
                "三好战斗班",
                "team",
                ("训练好", "纪律好", "内务好"),
                Known.SEED,
                (Citation(NOTICE),),
            ),
        ),
    )


@pytest.fixture(scope="session")
def library() -> Library:
    return Library((rules(), announced_list()))


@pytest.fixture(scope="session")
def answerer(library: Library) -> Answerer:
    return Answerer(library)

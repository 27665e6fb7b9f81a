from __future__ import annotations

import pytest

from clauses.cadence import OnEvent, Per, Quota, Regular
from clauses.importing.parsing.articles import Article
from clauses.importing.parsing.proposals import actor_of, cadence_of, proposals
from clauses.model import Strength

CADENCES = {
    "每季度至少召开1次会议": Quota(1, Per.QUARTER),
    "每半年至少主持两次安全会议": Quota(2, Per.HALF_YEAR),
    "一般每月召开1次": Quota(1, Per.MONTH),
    "每年培训不少于32学时": Quota(32, Per.YEAR, "学时"),
    "一年两次": Quota(2, Per.YEAR),
    "每届任期3年": Quota(1, Per.TERM, term_years=3),
    "每年向市民公布使用情况": Quota(1, Per.YEAR),
    "定期听取意见": Regular(),
    "经常检查车辆": Regular(),
    "会议召开前10日报告": OnEvent("会议召开", -10),
    "应当自收到申请之日起15日内答复": OnEvent("收到申请", 15),
    "应当自收到申请之日起5个工作日内答复": None,
    "每周召开一次例会": Quota(1, Per.WEEK),
    "每星期检查两次": Quota(2, Per.WEEK),
    "每周一召开一次例会": Quota(1, Per.WEEK),
    "一周两次": Quota(2, Per.WEEK),
    "每周培训不少于5学时": Quota(5, Per.WEEK, "学时"),
    "每两个月召开一次会议": Quota(1, Per.TWO_MONTHS),
    "每2个月至少检查2次": Quota(2, Per.TWO_MONTHS),
    "每日巡查": None,
    "每周一、三、五巡查一次": None,
    "每周一至周五巡查": None,
    "每两周一次": None,
    "每周工作时间不超过四十小时": None,
    "每月延长工作时间不得超过36小时": None,
    "每两年修订": None,
}


@pytest.mark.parametrize(("words", "cadence"), CADENCES.items(), ids=CADENCES)
def test_a_rhythm_is_read(words, cadence):
    assert cadence_of(words) == (cadence,)


@pytest.mark.parametrize(
    "words",
    [
        "在规定期限内归还",
        "每名市民可以借车",
        "开展经常性教育",
        "可以每年申请1次",
        "不定期抽查",
        "每年龄段",
        "隔月召开一次会议",
        "隔周召开一次会议",
        "每隔两个月召开一次会议",
        "一两个月检查一次",
    ],
)
def test_what_is_no_rhythm_of_a_duty_is_none(words):
    assert cadence_of(words) is None


ACTORS = {
    "运营单位应当检查车辆": "运营单位",
    "机关基层党组织书记每年述职": "机关基层党组织书记",
    "根据需要，站点管理员一般每月清点": "站点管理员",
    "定期检查": None,
    "为了保护车辆，制定本办法": None,
}


@pytest.mark.parametrize(("sentence", "actor"), ACTORS.items(), ids=ACTORS)
def test_whom_a_sentence_speaks_of_is_read(sentence, actor):
    assert actor_of(sentence) == actor


def test_an_item_is_owed_by_whom_the_paragraph_speaks_of():
    article = Article(
        "7",
        "第7条",
        None,
        [
            "运营单位履行下列职责：",
            "（一）每月检查1次车辆；",
            "（二）维修。",
            "鼓励站点每年评比1次。",
        ],
    )

    assert [(p.place, p.subject_words, p.words, p.strength) for p in proposals(article)] == [
        ("7(1)(1)", "运营单位", "每月检查1次车辆", Strength.MUST),
        ("7(2)", None, "鼓励站点每年评比1次", Strength.ENCOURAGED),
    ]

from __future__ import annotations

import pytest

from clauses.cadence import DueDay, OnEvent, Per, Quota, Regular, Season
from clauses.importing.parsing.actors import actor_of
from clauses.importing.parsing.articles import Article
from clauses.importing.parsing.proposals import proposals
from clauses.importing.parsing.rhythms import Rhythm, rhythm_of
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
    "一周两次": Quota(2, Per.WEEK),
    "每周培训不少于5学时": Quota(5, Per.WEEK, "学时"),
    "每两个月召开一次会议": Quota(1, Per.TWO_MONTHS),
    "每2个月至少检查2次": Quota(2, Per.TWO_MONTHS),
    "每日巡查": None,
    "每周一、三、五巡查一次": None,
    "每周一至周五巡查": None,
    "每两周一次": None,
    "每两年修订": None,
    "隔月召开一次会议": None,
    "隔周召开一次会议": None,
    "每隔两个月召开一次会议": None,
    "逐班记录水位": None,
    "每半月巡线一次": None,
    "每年春秋两季免疫": None,
    "每年任职培训不少于十五日": Quota(15, Per.YEAR, "天"),
    "每届任期为三年": Quota(1, Per.TERM, term_years=3),
    "逐季度清理逾期合同": Quota(1, Per.QUARTER),
    "每年组织两次内部审核": Quota(2, Per.YEAR),
}


@pytest.mark.parametrize(("words", "cadence"), CADENCES.items(), ids=CADENCES)
def test_a_rhythm_is_read(words, cadence):
    assert rhythm_of(words) == Rhythm(cadence)


@pytest.mark.parametrize(
    "words",
    [
        "在规定期限内归还",
        "每名市民可以借车",
        "开展经常性教育",
        "可以每年申请1次",
        "不定期抽查",
        "每年龄段",
        "一两个月检查一次",
        "每周工作时间不超过四十小时",
        "每月延长工作时间不得超过36小时",
        "每年不超过一次调整班次",
        "每月补贴300元",
        "每年6月为安全生产月",
        "每月迟到三次以上的",
        "自公布之日起30日后施行",
    ],
)
def test_what_is_no_rhythm_of_a_duty_is_none(words):
    assert rhythm_of(words) is None


WITH_DAYS = {
    "应当于每年3月31日前报送总结": Rhythm(Quota(1, Per.YEAR, season=Season(1, 3))),
    "每年二月底前报送": Rhythm(Quota(1, Per.YEAR, season=Season(1, 2))),
    "每年3月15日前报送": Rhythm(Quota(1, Per.YEAR, due=DueDay(month=3, day=15))),
    "应当在每年第一季度制定计划": Rhythm(Quota(1, Per.YEAR, season=Season(1, 3))),
    "每年7月检查一次": Rhythm(Quota(1, Per.YEAR, season=Season(7, 7))),
    "每年12月底前公布": Rhythm(Quota(1, Per.YEAR)),
    "每年6月、12月各检修一次": Rhythm(Quota(1, Per.MONTH, months=(6, 12))),
    "每月5日前报送上月情况": Rhythm(Quota(1, Per.MONTH, due=DueDay(day=5))),
    "每季度首月10日前通报": Rhythm(Quota(1, Per.QUARTER, due=DueDay(month=1, day=10))),
    "每年第３季度检查２次": Rhythm(Quota(2, Per.YEAR, season=Season(7, 9))),
    "每周一召开一次例会": Rhythm(Quota(1, Per.WEEK, due=DueDay(weekday=1))),
    "逢双月15日前保养": Rhythm(
        Quota(1, Per.MONTH, months=(2, 4, 6, 8, 10, 12), due=DueDay(day=15))
    ),
    "每年雷雨季节前检测": Rhythm(Quota(1, Per.YEAR), "每年雷雨季节前"),
    "每年叁次清理航道": Rhythm(Quota(3, Per.YEAR)),
    "每年廿次抽查": Rhythm(Quota(20, Per.YEAR)),
    "每年1-2次检修船只": Rhythm(Quota(1, Per.YEAR)),
    "按月报告": Rhythm(Quota(1, Per.MONTH)),
    "半年一次": Rhythm(Quota(1, Per.HALF_YEAR)),
    "上下半年各检查一次": Rhythm(Quota(1, Per.HALF_YEAR)),
    "每学期家访一次": Rhythm(None),
    "應當每季度檢查兩次": Rhythm(Quota(2, Per.QUARTER)),
    "应当在换届三十日前书面报告": Rhythm(OnEvent("换届", -30)),
    "停航应当提前七日公告": Rhythm(OnEvent("停航", -7)),
    "会议召开十五日前": Rhythm(OnEvent("会议召开", -15)),
    "任期届满前六个月报告": Rhythm(OnEvent("任期届满", offset_months=-6)),
    "入职后三个月内培训": Rhythm(OnEvent("入职", offset_months=3)),
    "管理站应当提前十五日公告": Rhythm(None),
    "每月前五个工作日内报送": Rhythm(Quota(1, Per.MONTH, due=DueDay(workday=5))),
    "每月最后一个工作日盘点": Rhythm(Quota(1, Per.MONTH, due=DueDay(workday=-1))),
    "每月结束后7个工作日内报送": Rhythm(Quota(1, Per.MONTH, due=DueDay(workday=7))),
    "每年春节前一个月检查": Rhythm(Quota(1, Per.YEAR), "每年春节前一个月"),
    "每年七一前后慰问": Rhythm(Quota(1, Per.YEAR), "每年七一前后"),
    "每个会计年度的上半年结束之日起两个月内披露": Rhythm(
        Quota(1, Per.YEAR), "每个会计年度的上半年结束之日起两个月内"
    ),
    "每年3月至11月每月浇灌两次": Rhythm(Quota(2, Per.MONTH, months=tuple(range(3, 12)))),
    "每年汛期前每周检查一次": Rhythm(Quota(1, Per.WEEK), "每年汛期前"),
}


@pytest.mark.parametrize(("words", "rhythm"), WITH_DAYS.items(), ids=WITH_DAYS)
def test_a_stated_day_is_in_the_cadence_or_kept_in_its_words(words, rhythm):
    assert rhythm_of(words) == rhythm


ACTORS = {
    "运营单位应当检查车辆": "运营单位",
    "机关基层党组织书记每年述职": "机关基层党组织书记",
    "根据需要，站点管理员一般每月清点": "站点管理员",
    "定期检查": None,
    "为了保护车辆，制定本办法": None,
    "自治县人民政府每年报告": "自治县人民政府",
    "银行应当按季度披露": "银行",
    "实验室每年参加一次能力验证": "实验室",
    "主要负责人每季度检查": "主要负责人",
    "应急管理部门每月通报": "应急管理部门",
    "对外贸易主管部门每年公布": "对外贸易主管部门",
    "园区每年清除一次积水": "园区",
    "公厕由环卫站每月检修一次": "环卫站",
    "危化品仓库每周由保管员盘点一次": "保管员",
    "经费每月由用人单位足额拨付": "用人单位",
    "月度例会每月召开，由总经理主持": "总经理",
    "委员会由党员大会选举产生，每届任期一般为三年": "委员会",
    "党员大会由全体党员参加，每季度召开一次": None,
    "支委会每月研究下月工作": "支委会",
    "支委会每月召开一次": None,
    "证书到期前六个月实验室应当申请": "实验室",
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


def test_who_is_told_of_an_event_acts_and_not_the_event():
    [proposal] = proposals(Article("1", "第1条", None, ["会议召开十五日前，站长应当通知船员。"]))

    assert (proposal.subject_words, proposal.cadence) == ("站长", OnEvent("会议召开", -15))


def test_the_event_is_no_actor_although_it_is_named_like_a_body():
    [proposal] = proposals(
        Article("1", "第1条", None, ["债权人会议召开十五日前，管理人应当通知。"])
    )

    assert proposal.subject_words == "管理人"


def test_a_day_in_the_next_part_of_a_sentence_is_kept():
    text = "扣缴义务人每月所扣的税款，应当在次月十五日内缴入国库；数据按季汇总，首月10日前报送。"
    found = proposals(Article("1", "第1条", None, [text]))

    assert [each.unexpressed for each in found] == ["次月十五日内", "首月10日前"]


def test_each_of_several_who_have_a_rhythm_of_their_own_owes_by_it():
    text = "安全员每日、安全总监每周、站长和船员每月开展检查。"
    found = proposals(Article("1", "第1条", None, [text]))

    assert [(each.subject_words, each.cadence) for each in found] == [
        ("安全员", None),
        ("安全总监", Quota(1, Per.WEEK)),
        ("站长和船员", Quota(1, Per.MONTH)),
    ]

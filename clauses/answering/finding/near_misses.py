"""Does the statement that was chosen tell the very thing that is asked, and not only name its subject?

Near misses are worded much like a clause, about something that it does not state: how many days,
which form, at what cost, with what consequence. These features weigh that, for one statement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from clauses.answering.finding.features import Features
from clauses.answering.understanding.analysis import Analysis
from clauses.cadence import Continuous, OnEvent, Quota, Regular
from clauses.lexicon import questions as asking
from clauses.lexicon.questions import Aspect
from clauses.model import Clause
from clauses.searching.statements import Statement

_MANY = 3
_NEAR = 3

MATTERS: Mapping[str, re.Pattern[str]] = {
    name: re.compile("|".join(words.split()))
    for name, words in {
        "money": (
            "多少钱 几块 几元 几毛 多少元 费用 奖金 奖励 补助 补贴 津贴 报酬 课酬 滞纳金 额度 人均 账户 账目 发票 票据 收据 银行 捐多少 捐款 "
            "价格 收费 报销 拨款 预算多少 扣钱 罚款 工资 待遇 抚恤 经费谁 怎么发 退款 花销 开销 花多少 发多少 拨多少 开支"
        ),
        "paper": (
            "签字 签名 签发 盖章 公章 刻章 表格 填表 几张 模板 格式 几份 几页 几篇 几本 几段 多少字 字数 讲稿 底稿 手写 打印 台账 笔记 纪要 记录 名单 证明 申请书 "
            "委托书 保证书 承诺书 志愿书 责任书 志愿 登记 档案 归档 存档 书面 口头 照片 问卷 范文 样本 样式 材料 附件 复印 证件 活动证 手册 课件 教材 介绍信 通知书 编号 "
            "用什么表 哪些表 牌子 挂牌 证书 奖状 回执 签到 打卡 录音 录像 涂改 写多少 怎么写"
        ),
        "notice": "公示 上墙 公告 张榜 印发 登报 公布 宣读 通知 报备 预告 通报名单 议题 议程",
        "vote": "几票 得票 选票 唱票 监票 计票 投票 举手 无记名 弃权 废票 填错 差额 等额 票数 重选 几轮 自荐 报名 推选 名额 限额",
        "place": "哪里 哪儿 地点 外地 场地 场所 地方 几楼 房间 会议室 寄到 挂在 贴在 在哪",
        "penalty": (
            "处分 处罚 追责 问责 追究 扣分 扣 罚 免职 撤换 换人 换掉 约谈 停职 辞退 开除 劝退 后果 会怎样 会怎么样 怎么处理 怎么处置 咋处理 算违纪 违规 责任由 "
            "通报批评 受什么 会不会被 担责 判 作废 有效吗 无效 还算数 算数吗 取消资格"
        ),
        "absence": "请假 缺席 迟到 早退 旷会 补课 补会 补开 没来 没参加 没到会 不来 不去 代开 代讲 代替 替会 没完成 没学够 没做到 漏 逾期 超期 晚了 耽误 来不及 忘了",
        "online": "线上 网上 网络 视频 系统 平台 电子 微信 腾讯 直播 电话 邮箱 上传 下载 软件 扫码 小程序 群里",
        "grade": "等次 打分 几分 多少分 评分 权重 名次 排名 末位 档次 分数 得分 考试 合格 过关 达标 星级 级别 几级 等级 评比 测评票 量化 优秀 先进 表彰 命名 授牌 复查 年检 评选 申报",
        "deadline": (
            "几天 多少天 几日 多少日 工作日 几个?小时 多少小时 几周 几个?星期 时限 期限 限期 截止 几月 几号 星期几 哪天 几个月内 几年内 多少个月 几天内"
        ),
        "sitting": "(?:每次|1次|一次|一般|要|会|能|得|议|课|话|活动)(?:要|会|得|至少|最少|最多|最长)?(?:开|讲|谈|上|搞|花|占)?(?:多长时间|多少时间|几分钟|多少分钟|几个?小时|多少小时|几个?钟头|多久)$|限时 时长 几节课 半天 几点",
        "remedy": "申诉 投诉 上诉 打官司 起诉 复议 不服 举报 恢复 重新 再次 驳回 退回 被拒 不批 不同意 不一致 意见不 谁说了算 听谁的 例外 特殊情况 豁免",
        "guests": "家属 群众 外单位 专家 律师 记者 邀请 列席 旁听 外请 请人 请外 嘉宾 志愿者 合同工 劳务 借调 挂职 退休 军转",
        "joined": "合并 合开 一起开 套开 联办 兼任 兼职 同时兼 能不能兼 可以兼 能兼 连任 连续 轮岗 身兼 兼",
        "person": "年龄 岁 学历 文化程度 专业 性别 女 民族 级别 编制 职级 身高 体检 资格证 考什么 经历 工龄 党龄",
        "staff": "秘书 办公室 编制 几个人 多少人 几名 多少名 几位 配几 配多少 设几 设多少 由几",
        "dress": "穿 正装 佩戴 着装 徽 旗 吃饭 聚餐 喝酒 抽烟 住宿 车辆 班车 礼品 纪念品 宣传片 警示片 拍照",
    }.items()
}
"""What offices ask about every day and duties seldom tell, by kind of matter. Folded."""

_COUNT = re.compile(
    "(?<!第)(?:几|多少|多大|哪几)(?:个)?(工作日|小时|分钟|学时|星期|天|日|月|年|周|次|回|遍|届|人|名|位|票|份|张|页|篇|字|本|条|项|类|点|分|级|成|元|钱|块|轮|家|场|节|期|岁|倍|步|组|层|套)?"
)
_LIKE = {
    "工作日": "工作日|[0-9](?:天|日|个月)",
    "小时": "小时|学时",
    "学时": "学时",
    "天": "[0-9](?:天|日|个月|个工作日)",
    "日": "[0-9](?:天|日|个月|个工作日)",
    "星期": "[0-9](?:天|日|周)|每(?:周|星期)",
    "周": "[0-9](?:天|日|周)|每(?:周|星期)",
    "月": "[0-9]个月|半年|[0-9]年|季度|每月",
    "年": "[0-9]年|每届|个月|每年",
    "届": "[0-9]年|届",
    "次": "[0-9]次|次数|定期|经常|按期|学时",
    "回": "[0-9]次|次数|定期|经常|按期",
    "遍": "[0-9]次|次数",
    "场": "[0-9]次|次数",
    "节": "[0-9]次|次数",
    "人": "[0-9]+(?:个|名|人|位|至)|半数|分之|以上",
    "名": "[0-9]+(?:个|名|人|位|至)|半数|分之|以上",
    "位": "[0-9]+(?:个|名|人|位|至)|半数|分之|以上",
    "票": "半数|票|分之",
    "成": "%|分之|半数",
    "分": "分之|%",
    "家": "[0-9]+(?:个单位|家)",
    "岁": "[0-9]岁",
    "条": "[0-9]条|[一二三四五六七八九]+项|[0-9]项",
    "项": "[0-9一二三四五六七八九]项|[0-9]条|；|、",
    "类": "[0-9]|、|；",
    "点": "[0-9]|、|；",
}
_TOLD = {unit: re.compile(pattern) for unit, pattern in _LIKE.items()}

_WEIGHED = frozenset(
    {Aspect.WHO, Aspect.WHEN, Aspect.HOW_LONG, Aspect.STEPS, Aspect.WHETHER, Aspect.HOW_MANY}
)


def telling(analysis: Analysis, statement: Statement) -> Features:
    """What speaks for the thing asked being told by the statement, and what against it."""
    text = f"{statement.title} {statement.body}"
    own = (text, *statement.phrasings)
    untold = [
        name
        for name, pattern in MATTERS.items()
        if any(not _stands_in(match[0], own) for match in pattern.finditer(analysis.text))
    ]
    found: Features = {f"untold {name}": 1.0 for name in untold}
    found["untold matters"] = min(_MANY, len(untold)) / _MANY
    found |= _count(analysis, statement, text)
    found |= _rhythm(analysis, statement)
    found |= _asked_alike(analysis, statement)
    found |= _beside_what_asks(analysis, statement, f"{text} {statement.subject_words}")
    return {name: value for name, value in found.items() if value}


def _stands_in(words: str, texts: tuple[str, ...]) -> bool:
    return any(words in each for each in texts)


def _count(analysis: Analysis, statement: Statement, text: str) -> Features:
    """几张, 多少天: whether there is a number of that kind, and whether the phrasings ask for it."""
    asked = _COUNT.search(analysis.text)
    if asked is None or asked[1] is None:
        return {}
    told = (_TOLD.get(asked[1]) or re.compile(f"[0-9]+{asked[1]}")).search(text) is not None
    alike = any(asked[0] in each for each in statement.phrasings)
    return {
        "count told": float(told),
        "count untold": float(not told),
        "count asked alike": float(alike and told),
        "count never asked": float(not alike),
    }


def _rhythm(analysis: Analysis, statement: Statement) -> Features:
    if analysis.aspect is not Aspect.HOW_OFTEN:
        return {}
    match statement.cadence:
        case Quota():
            return {"often, quota": 1.0}
        case Regular():
            return {"often, regular": 1.0}
        case Continuous():
            return {"often, continuous": 1.0}
        case OnEvent():
            return {"often, on event": 1.0}
        case _:
            return {"often, other": 1.0}


def _asked_alike(analysis: Analysis, statement: Statement) -> Features:
    """Whether the phrasings, which ask what the statement tells, ask for the same of it."""
    found: Features = {}
    if isinstance(statement.stated, Clause) and analysis.aspect in _WEIGHED:
        found[f"asked {analysis.aspect}, clause"] = 1.0
    if analysis.aspect is Aspect.WHETHER and analysis.deontic:
        found["whether, deontic"] = 1.0
    if not statement.phrasings:
        return found
    alike = sum(_aspect(each) is analysis.aspect for each in statement.phrasings)
    found["asked share"] = alike / len(statement.phrasings)
    found["never asked"] = float(not alike)
    pairs = frozenset(_pairs(analysis.text))
    found["nearest cover"] = max(
        sum(pair in each for pair in pairs) / len(pairs) for each in statement.phrasings
    )
    return found


def _beside_what_asks(analysis: Analysis, statement: Statement, worded: str) -> Features:
    """Whether the word that goes with what asks (由谁保管, 几天回复) is one of the statement's."""
    text = analysis.text
    start, end = _asking(text, analysis.aspect)
    after = [span for span in analysis.content if span[0] >= end]
    before = [span for span in analysis.content if span[1] <= start]
    if after and (after[0][0] - end <= _NEAR or not before):
        span = after[0]
    elif before:
        span = before[-1]
    else:
        return {"nothing beside": 1.0}
    pairs = [*_pairs(text[slice(*span)])]
    strange = sum(pair not in statement.grams for pair in pairs) / len(pairs)
    title = [*_pairs(statement.title)]
    return {
        "beside ask strange": strange,
        "beside ask unworded": sum(pair not in worded for pair in pairs) / len(pairs),
        "beside all strange": float(strange == 1),
        "beside strange title": strange * sum(pair in text for pair in title) / len(title),
    }


def _asking(text: str, aspect: Aspect | None) -> tuple[int, int]:
    """Where the text asks; its end where no word asks."""
    for each, pattern in asking.ASPECTS:
        if each is aspect and (found := pattern.search(text)):
            return found.span()
    return len(text), len(text)


@lru_cache(maxsize=8192)
def _aspect(phrasing: str) -> Aspect | None:
    return next((a for a, pattern in asking.ASPECTS if pattern.search(phrasing)), None)


def _pairs(text: str) -> Iterator[str]:
    """Pairs of neighbours; a character that is alone, as it is."""
    if len(text) < 2:
        yield text
    for at in range(len(text) - 1):
        yield text[at : at + 2]

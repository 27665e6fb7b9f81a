"""How people put questions in Chinese: the words that ask, and the words that carry nothing.

All patterns are for folded text (Simplified, Arabic numbers, no punctuation). Words of a subject
matter do not belong here; they are in the packs.
"""

from __future__ import annotations

import re
from enum import StrEnum

from clauses.lexicon.periods import PERIOD, WORDS


class Aspect(StrEnum):
    """What about a duty is asked."""

    HOW_OFTEN = "how-often"
    WHEN = "when"
    HOW_LONG = "how-long"
    WHO = "who"
    HOW_MANY = "how-many"
    WHICH_ARTICLE = "which-article"
    DIFFERENCE = "difference"
    STEPS = "steps"
    DUTIES = "duties"
    """Everything that a post or body owes."""
    WHETHER = "whether"
    WHAT = "what"


_SPAN = "多久|多长时间|多少时间|几个月|几个季度|几个?周|几天|几年|多少天|多少年|多少个月|几个?星期"
_ONCE = "1次|一次|1回|1遍|1届|换1|开会"
_PERIOD = f"{WORDS}|上半年|下半年|全年"

ASPECTS: tuple[tuple[Aspect, re.Pattern[str]], ...] = tuple(
    (aspect, re.compile(pattern))
    for aspect, pattern in (
        (
            Aspect.DIFFERENCE,
            "(有什么|有啥|有何|什么|啥)?(区别|差别|不同|差异|两样)(在哪里?|是什么|是啥)?|差在(哪里?|什么地方)"
            "|怎么(区分|分)|(是不?是|算不?算)?(1回事|一回事|同一个会?|一个会)|一不一样|一样吗|一样不一样"
            "|分不清|混为一谈|还是(?=.{2,12}(会|组|委|部)$)",
        ),
        (
            Aspect.WHICH_ARTICLE,
            "(在|是|见)?(第几条|哪1?一?条|哪几条|哪1?一?款)(规定)?|(哪个|哪份|哪部|什么|啥)(文件|法规|条例|规定里)"
            "|哪里规定|哪儿规定|在哪规定|出处(在哪|是什么)?|出自(哪里?|什么)?|(有|是)?(什么|啥|哪些)?(文件|制度)?依据(是什么|是啥|在哪)?"
            "|(根据|依据|按照)(的是)?(什么|啥|哪)(规定)?",
        ),
        (
            Aspect.HOW_LONG,
            f"(提前|提早|会前|最多|最长|最迟|最晚|最久|超过|满|连续|推迟|延期|延长)({_SPAN})|({_SPAN})(以?内|之内|以前|之前|前|不|没|算|就算|没有|的?党龄|以上|后|就?能|批|就要|才算)"
            f"|(?<=任期)(是|有|为)?({_SPAN}|多长)|(批复|答复|反馈|处置|任期)[^ ]{{0,4}}({_SPAN}|多长)|期限|时限|任期多长|是?(几年|多少年)(1届|一届|1任|一任|任期)"
            "|(?<![0-9换])[1每](届|任)(任期)?(是|有|为)?(几年|多少年|多久)$",
        ),
        (
            Aspect.HOW_OFTEN,
            f"(每|间)?(隔)?(多久|多长时间|多少时间)|({_SPAN})(?=.{{0,14}}({_ONCE}))|(要|该|应当?|得|需要?|至少|最少|最低)?(几次|多少次|几回|多少回|几遍|几场|几堂|几节|几个?学时|多少个?学时)"
            "|多频繁|频率|频次|次数(要求)?|周期|有没有次数|多长周期",
        ),
        (
            Aspect.WHEN,
            "(在|是|放在?|安排在)?(什么时候|啥时候|何时|什么时间|啥时间|哪个?月份?|哪个?季度|第几季度|几月份?|哪天|哪1天|几号|什么日子|什么时段|什么阶段)"
            "|截止(日期|时间)|最迟|最晚",
        ),
        (
            Aspect.WHO,
            "(是|由|归|该|找|向|跟|给|让|靠|请)?(谁|何人|什么人|啥人)(来|去)?|(由|归|是|向|给)?(哪个|哪1?个|哪些|哪位|哪级|哪1?级|哪类|什么|哪)(岗位?|人|部门|领导|组织|职务|党组织|机构|书记|主体|班子|单位)",
        ),
        (
            Aspect.HOW_MANY,
            "(一共|总共|共|共有|合计|至少|最少|最多|占)?(有|是|要|需要?|得|应当?|设|达到)?(多少|几)(个人|名|人|条|位|家|项|款|部分|类|点|个|分之几|比例|成|元|钱|票|分)?(?!年|月|天|周|次)"
            "|百分之几|多大比例|什么比例|比例|名额|人数|总数|数量|上限|下限|多大(年纪|岁数)?$|几岁|多少岁",
        ),
        (
            Aspect.DUTIES,
            "(要|该|应当?|得|需要?|都|还)*(干|做|负责|完成|管|抓|办)(好|些|点)?(什么|啥|哪些)(事情?|工作|活|任务)?"
            "|(都|主要)?(有|包括|是)?(什么|啥|哪些|哪几项|哪几条)(主要|具体|基本)?(职责|责任|任务|义务|工作|活|要求|事)"
            "|(主要|具体|基本|岗位|工作)?(职责|责任|任务|义务)(都|主要|具体)?(有|是|包括)(什么|啥|哪些|哪几项|哪几条)"
            "|(主要|具体|基本|岗位)(职责|责任|任务|义务)$|(职责|责任|义务)$",
        ),
        (
            Aspect.STEPS,
            "(应该|应当|要|该|得)?(怎么样|怎么|怎样|如何|咋个|咋)(个)?(管理|处理|处置|认定|理解|开|办|做|管|搞|走|弄|进行|组织|操作|个?办法|开展|处理|召开)?(法)?|(什么|哪些|啥)?(步骤|流程|程序|环节)(是什么|有哪些)?",
        ),
        (
            Aspect.WHETHER,
            "(是不是|能不能|可不可以|可以不可以|要不要|有没有|有无|是否|行不行|对不对|算不算|该不该|用不用|需不需要|必不必须|必须不必须|可否|能否|应否|得不得|会不会)|"
            "(?P<whether>[㐀-鿿])不(?P=whether)|非.{1,8}不可|(行|对|好|可以|能|成|是|要|有|可)?(吗|嘛|(?<![什怎这那])么|不)$|吗(?= )",
        ),
        (
            Aspect.WHAT,
            "(是|有|包括|包含|指的?是?|叫|讲|说|要|规定)*(什么|啥|哪些|哪几个?|哪几项|哪些方面|哪几方面|哪[0-9]+(个|项|条|类|点|方面)?)(内容|条件|意思|东西|方面|含义|事项|情况|要求|规定)?"
            "|(是什么|什么)?(内容|条件|含义|意思|定义|要求)(是什么|是啥|有哪些|如何)?|介绍一?下?|解释一?下|说说|讲讲|怎么说的?|怎么规定的?|怎么写的?",
        ),
    )
)
"""In order of precedence: the first that is found is what is asked."""

PERIODS = re.compile(
    f"(每|每1|1|一|各)?(个)?({_PERIOD})(度)?(都|各|里|内|当中|之内|中)?|按({WORDS})"
)
"""Periods that a question states or asks about (每季度, 半年, 1年)."""

TIMES = re.compile("(至少|最少|不少于|各|开)?[0-9]+(次|回|遍|场|堂)")

_TURNS_OF_SPEECH = (
    "请问一下 请问 问一下 问下 请教一下 请教 麻烦 帮我 帮忙 帮 查一下 查查 查 看看 看下 想知道 想问问 想问 想了解 想 问问 问 "
    "知道 了解 告诉我 告诉 说明 听说 有人说 人家说 据说 说是 说 老师 您好 你好 谢谢 大家 各位 同志 小助手 机器人"
)
_WHO_SPEAKS = "我们单位 单位里 局里 厅里 处里 我们局 我们厅 我们 我单位 我局 我 你们 你 您 他们 他 她 咱们 咱 本单位 本人 自己 单位"
_PARTICLES = (
    "才行 就行 应该 应当 必须 需要 需 须 可以 能够 能 可 会议 会 要 得 该 应 想要 打算 准备 正在 已经 刚刚 一定 硬性 硬 非 不可 "
    "的话 的 了 呢 吗 吧 啊 呀 嘛 么 哦 哈 啦 呗 哟 诶 哎 嗯 是不是 是 有 在 和 与 及 或者 或 跟 同 把 被 由 给 让 "
    "对于 对 关于 从 到 为了 为 以 按照 按 根据 依据 依照 于 至 将 而 且 并且 并 但是 但 如果 要是 若 因为 所以 那么 那 "
    "这个 这 哪个 哪 什么 啥 怎么 多少 几 多 少 每个 每 各 都 也 还 就 才 只 又 再 不 没有 没 未 别 很 太 更 最 "
    "里面 里 中 上 下 内 时候 时 等 之 其 所 者 个 些 们 一下 一个 某 该 此 到底 究竟 具体 其实 真的 真 算不算 算 "
    "目前 现在 当前 平时 平常 到头 一块 一起 里头 至少 最少 最多 最低 最高 不少于 不低于 不超过 一般 通常 原则上 正常 大概 左右 大约"
)
_EVERYWHERE = "规定 明确 要求 条例 条文 条款 制度 文件 情况 问题 相关 有关 方面 时间 次数 频率 频次 周期 事情 事 东西"
_DOING = (
    "召开 召集 举行 举办 组织 开展 进行 安排 落实 完成 履行 承担 负责 实施 执行 参加 具备 符合 满足 一声 代替 替 "
    "搞 办 做 开 干 弄 抓 过 走 找 来 去 1次 1回 1遍 一次 一回 次 回"
)
LIGHT_WORDS = tuple(
    " ".join((_TURNS_OF_SPEECH, _WHO_SPEAKS, _PARTICLES, _EVERYWHERE, _DOING)).split()
)
"""Words that need not stand in a clause for it to be the answer."""

NARROWING = re.compile("条件|标准|资格|特点|背景|意义|权限|权利")
"""A "what" with one of these asks for less than everything that is owed."""

SEPARABLE = re.compile("(述|换|谈|评)(?:了|过)?((?:[0-9]+|几)?[次回个])(职|届|心|话|议)")
"""述一次职 is 述职一次."""

GENERIC = frozenset(["会议", "会", "活动", "书记", "工作", "责任", "职责", "任务"])
"""Words that alone name nothing in particular."""

MEETING = re.compile("开会|会议(?!室|费)|(?<=[次回个])会(?!议)|碰头会?")
"""Some meeting or other, when no particular one is named."""

ASKING_WORDS = (
    "多久",
    "多长时间",
    "几次",
    "几个月",
    "几年",
    "几回",
    "什么时候",
    "多少",
    "区别",
    "1次",
    "一次",
    "包括",
    "内容",
)
"""Words that ask, spelt wrongly often enough to be set right."""

DEONTIC = re.compile(
    "必须|应当|应该|非.{1,8}不可|硬性|一般|可以|可不可以|能不能|要不要|鼓励|不得|禁止|允许|需要|需不需要|强制"
)
"""Words that ask how binding something is."""

ASKER = re.compile("我们?(?!国)|咱们?|本人|自己|本单位")
"""The person who asks speaks of their own duties."""

FOLLOW_UP = re.compile(
    "^(那么?|还有|然后|另外|再|换成|如果是|要是|至于)|呢$|^(上|下|前|后)一?1?(条|款|项)"
)
"""The question leans on the one before."""

WHERE = re.compile(
    "(在|去|到|上|从|放)?(哪里|哪儿|什么地方|啥地方|哪个地方)(?!规定|写)|何处|(在|去|到)哪(?!条|一条|个文件|部)"
)
"""A place is asked, which rules seldom name."""

BESIDE_DUTY = re.compile(
    "多少钱|几块钱|费用|价格|电话|邮箱|地址|网址|房间|会议室|座位|礼品|奖品|伙食|住宿|级别|格式|模板|范文|样式|表格|表哪|下载"
    "|颜色|尺寸|字体|几分钟|多少分钟|多少分|占分|几分|票据|发票|收据|丢了|弄丢|遗失|照片|身高|年龄|学历|着装|穿什么|衣服|吃饭"
    "|喝酒|抽烟|班车|停车|系统|密码|账号|软件|手机|直播|录像|录音|保存|存档|几份|打印|盖章|公章|请假|工资|补贴|待遇"
)
"""What is asked of offices every day and seldom stands in a duty: an answer has to name it."""

WORDING = re.compile(
    "原文|原话|全文|全部内容|逐条|每1?一?条|条款|条文|怎么写|写的?(?:什么|啥|是)|写了|具体写|写法|文本|下载|电子版|完整"
    "|[0-9]+条(?:责任)?(?:具体|分别|都|的)?(?:是|有|内容|列)"
)
"""The words of a text are asked for, not what it says about something."""

DUTIES_EACH = re.compile(
    "(?=.*(?:哪些|哪几|几项|几件|几个|多少|什么|啥|列出|都有))"
    f".*?(?:每个?|按)({PERIOD})度?(?:的|都?[要得]做的?|1次的|有|固定的?){{0,2}}"
    "(?:[^ ]{0,3}(?:任务|事|职责|责任|工作|动作|活|义务|硬指标)|有(?:哪些|几))"
)
"""Duties are asked for by their rhythm: 每半年的硬任务."""

LIKEWISE = re.compile(
    "(是不是|是否|要不要|难道)?(也是?|同样)?(一个样|一样|1样|这样|如此|同理)(的|吗|么|吧|不|呢)*$|也是吗$"
)
"""The same is asked of something else: 小组会也一样吗."""

ARTICLE = re.compile("第([0-9]{1,3})条(?:第([0-9]{1,2})款)?(?:第([0-9]{1,2})项)?")
BARE_ARTICLE = re.compile(
    "(?<![0-9共有计是占满足到和与第前后近超])([0-9]{1,3})条(?!以上|以下|左右)(?:第([0-9]{1,2})款)?(?:第([0-9]{1,2})项)?"
)
CALLED_DOCUMENT = re.compile("[㐀-鿿]{2,12}?(条例|规定(?=的?第?[0-9])|办法|规则|章程|准则|细则)")
"""A name that may be part of the title of a document."""

UNKNOWN_DOCUMENT = re.compile(
    "(法典|法|条例|规定|办法|准则|细则|规则|章程|公约|合同|宪法)(的|里的?|中的?)?第?[0-9]+条"
)
"""An article of something that is called like a document."""

NEXT_ARTICLE = re.compile("下一?1?条|后一?1?条")
PREVIOUS_ARTICLE = re.compile("上一?1?条|前一?1?条")

PEOPLE = re.compile("(?:几|多少)(?:个|名|位)?(?:委员|支委|党员|正式党员|成员|人|同志)")
"""A "how many" that counts people, though the measure word alone does not say so."""

UNIT = re.compile("多大|岁|个人|名|人|条|位|家|项|款|部分|类|点|分之|比例|成|元|钱|票|名额")
"""What a "how many" counts."""

EMPTY: tuple[re.Pattern[str], ...] = (
    *(pattern for _, pattern in ASPECTS),
    TIMES,
    PERIODS,
    re.compile("|".join(sorted(map(re.escape, LIGHT_WORDS), key=len, reverse=True))),
)
"""Everything that is taken out of a question before what is left counts as content."""

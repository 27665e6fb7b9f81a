# dutybot packs: read by whoever writes content packs, on the command line.
packs-check-sound = { $title }（{ $id }，{ $edition }）：未发现问题。条目{ $clauses }条，问答{ $questions }则，纠错{ $corrections }则，标准{ $standards }项。
packs-check-faults = 共发现{ $count }处问题。

packs-known-seed = 官方答记者问
packs-known-text = 文件原文
packs-known-second-hand = 二手材料
packs-known-unverified = 未经证实
packs-strength-must = 应当
packs-strength-normally = 一般
packs-strength-encouraged = 鼓励
packs-owed-once-by-body = 集体完成1次
packs-owed-by-each-holder = 每人分别完成


packs-show-title = { $title }
packs-show-manifest = 标识：{ $id }　版本：{ $edition }　简称：{ $short }
packs-show-uses = 依托内容包：{ $packs }
packs-show-documents = 引用文件
packs-show-parts = 公布情况
packs-show-subjects = 组织类型和岗位
packs-show-clauses = { $name }（{ $id }）
packs-show-proposals = 待确认的职责（导入时读出，确认前不安排提醒）
packs-show-articles = 导入的条文
packs-show-no-subject = 责任主体未确认
packs-show-counts = 条目{ $clauses }条（其中{ $known }）；问答{ $questions }则（其中未载明{ $silent }则）；纠错{ $corrections }则；标准{ $standards }项；术语{ $terms }个；易混辨析{ $distinctions }组。
packs-show-known-count = { $known }{ $count }条
packs-show-total = 合计
packs-show-no-part = 未注明所属部分
packs-column-id = 标识
packs-column-title = 名称
packs-column-year = 年份
packs-column-part = 部分
packs-column-announced = 公布条数
packs-column-published = 已知要点
packs-column-not-published = 未公布
packs-column-body = 所属组织
packs-column-owed = 多人任职时
packs-column-answers = 代表组织
packs-column-duty = 职责
packs-column-subject = 责任主体
packs-column-words = 原文
packs-column-cadence = 频次
packs-column-strength = 约束力
packs-column-source = 依据
packs-column-known = 可信程度
packs-yes = 是
packs-separator = 、

packs-diff-same = 两个版本的条目相同。
packs-diff-added = 新增{ $count }条
packs-diff-removed = 删除{ $count }条
packs-diff-changed = 修改{ $count }条
packs-diff-field = { $field }：{ $old } → { $new }
packs-diff-nothing = （无）
packs-field-subject = 责任主体
packs-field-duty = 职责
packs-field-text = 内容
packs-field-cadence = 频次
packs-field-strength = 约束力
packs-field-known = 可信程度
packs-field-citations = 依据
packs-field-part = 所属部分
packs-field-meets = 同时完成
packs-field-asked_as = 常见问法
packs-field-chapter = 章节
packs-field-proposed = 待确认的职责
packs-field-note = 备注

packs-import-read = 已读取{ $file }：编码{ $encoding }，共{ $characters }个字符。
packs-import-script = 字形：仅繁体用字{ $traditional }个，仅简体用字{ $simplified }个，判定为{ $verdict ->
    [traditional] 繁体
    [simplified] 简体
    [mixed] 繁简混用
   *[undecided] 无法判定
}。
packs-import-pinyin = 已去除夹注拼音{ $count }处。
packs-import-sound = 未发现原文损坏。
packs-import-broken = 原文损坏{ $count }处，草稿中已标出，未作推测：
packs-import-passage = { $number }. 第{ $line }行第{ $column }字（偏移{ $offset }）：……{ $before }【{ $text }】{ $after }……
packs-import-signs = 迹象：{ $signs }
packs-import-no-count = 未见公布条数。
packs-import-count = 公布共{ $total }条，各部分合计{ $sum }条，{ $holds ->
    [yes] 相符
   *[no] 不相符
}。
packs-import-group = { $title }：{ $parts }（合计{ $sum }条）
packs-import-group-stated = { $title }：{ $parts }（合计{ $sum }条，原文称{ $stated }条）
packs-import-part = { $title }{ $count }条
packs-import-ungrouped = 各部分
packs-import-written = 草稿已写入{ $folder }：{ $files }。
packs-import-left = 还有{ $count }处需要补充或修改，运行“dutybot packs check { $folder }”逐处查看。
packs-import-taken = { $folder }已存在且不为空，请换一个文件夹。
packs-import-bad-name = 文件夹名“{ $name }”不能用作内容包标识，请只用小写字母、数字和连字符，不超过36个字符。
packs-import-missing = 找不到文件{ $file }。
packs-import-too-large = 文件{ $file }超过10MB，无法导入。
packs-import-not-text = 文件{ $file }不是纯文本，请另存为txt后再导入。
packs-import-empty = 文件{ $file }没有内容。
packs-import-unknown-encoding = 无法判断文件{ $file }的编码，请另存为UTF-8后再导入。
packs-sign-broken-character = 无效字符
packs-sign-half-reading = 残缺拼音
packs-sign-lost-character = 丢字问号
packs-sign-odd-symbol = 夹杂符号
packs-sign-rare-character = 生僻字
packs-sign-other-script = 繁简混杂
packs-sign-other-encoding = 编码错乱

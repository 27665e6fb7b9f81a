# dutybot packs import：读取文件
packs-import-read = 已读取{ $file }（{ $kind }{ $encoding ->
    [none] {""}
   *[other] ，编码{ $encoding }
}），共{ $characters }个字符。
packs-import-articles = 已导入{ $articles }条（款{ $paragraphs }款，项{ $items }项），原文逐字保留。
packs-import-header = { $table ->
    [none] 表格
   *[other] 工作表“{ $table }”
}第{ $row }行为表头：{ $columns }
packs-import-column = “{ $header }”作{ $column ->
    [number] 条款号
    [text] 内容
    [subject] 责任主体
   *[cadence] 频次
}
packs-import-gaps = 条号不连续，缺第{ $numbers }条，请核对原文。
packs-import-left-out = 有{ $count }行未列入条文：
packs-import-repeats = 条号重复或次序颠倒：第{ $numbers }条；这些文字留在前一条中，请核对原文。
packs-import-place = 第{ $number }{ $unit ->
    [page] 页
   *[line] 行
}
packs-import-place-in-sheet = 工作表“{ $table }”第{ $number }行
packs-import-left-out-line = { $place }（{ $role ->
    [adoption] 制定或发布信息
    [preamble] 正文前或表格外文字
    [contents] 目录
    [annotation] 注释
    [heading] 标题，下面没有条文
    [signature] 落款
    [hidden] 原件中不显示的内容
    [deleted] 修订中已删除的文字
    [footnote] 脚注或尾注
    [comment] 批注
    [reading] 注音
    [placeholder] 未填写的控件
    [page-edge] 页眉、页脚或页码
    [navigation] 网页导航和按钮
    [no-value] 没有保存结果的公式
    [no-text] 整页没有文字
    [elsewhere] 文本框或嵌入文档中的文字
   *[editorial] 编辑信息
}）：{ $text }
packs-import-proposals = 读出待确认的职责{ $count }项；在clauses.yaml中给条目写上subject和cadence即为确认，确认前不安排提醒。
packs-import-named-after-file = 原文没有标题，暂以文件名为标题，请在pack.yaml中修改。
packs-import-no-edition = 原文没有发布日期，版本暂记为“版本未注明”，请在pack.yaml中修改。
packs-import-ready = 未发现问题，可以直接使用：dutybot ask "…" --pack { $folder }
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
packs-sign-broken-character = 无效字符
packs-sign-half-reading = 残缺拼音
packs-sign-lost-character = 丢字问号
packs-sign-odd-symbol = 夹杂符号
packs-sign-rare-character = 生僻字
packs-sign-other-script = 繁简混杂
packs-sign-other-encoding = 编码错乱

packs-import-bad-columns = 看不懂列对应关系“{ $columns }”。请写成number=条款,text=内容,subject=责任主体,cadence=频次，其中text必须有。
packs-import-no-columns = 文件{ $file }中找不到“内容”一列。找到的表头：{ $headers }。请用--columns指明，如--columns text=内容,subject=责任主体。
packs-import-missing = 找不到文件{ $file }。
packs-import-unreadable = 无法打开文件{ $file }。
packs-import-too-large = 文件{ $file }超过10MB，无法导入。
packs-import-empty = 文件{ $file }没有内容。
packs-import-not-text = 文件{ $file }不是可以读取的文本或文档。
packs-import-unknown-encoding = 无法判断文件{ $file }的编码，请另存为UTF-8后再导入。
packs-import-broken-file = 文件{ $file }已损坏或格式不规范，无法读取。
packs-import-encrypted = 文件{ $file }有密码，请先取消密码再导入。
packs-import-doc = 文件{ $file }是旧版Word文档（.doc），请另存为docx后再导入。
packs-import-rtf = 文件{ $file }是RTF文档，请另存为docx后再导入。
packs-import-odt = 文件{ $file }是OpenDocument文本，请另存为docx后再导入。
packs-import-picture = 文件{ $file }是图片，没有可以读取的文字。
packs-import-archive = 文件{ $file }是压缩包，请先解压再导入其中的文档。
packs-import-markup = 文件{ $file }是标记文件（根元素{ $root }），只能导入网页。
packs-import-no-text-layer = 文件{ $file }没有文字层（多为扫描件），请换用带文字的PDF或docx。
packs-import-no-fonts = 文件{ $file }没有嵌入字体，而本机没有任何字体，读取会丢字；请在装有字体的机器上导入，或换用docx。
packs-import-entities = 文件{ $file }含有文档类型或实体声明，为安全起见不予读取。
packs-import-bomb = 文件{ $file }解压后过大（约{ $size }MB，上限{ $limit }MB，压缩比上限100），不予读取。
packs-import-too-many-entries = 文件{ $file }内含{ $entries }个部分，超过上限{ $limit }个，不予读取。
packs-import-too-many-rows = 文件{ $file }的表格超过{ $limit }行，请拆分后再导入。
packs-import-too-many-pages = 文件{ $file }超过{ $limit }页，请拆分后再导入。
packs-import-too-much-text = 文件{ $file }的文字超过{ $limit }个字符，请拆分后再导入。
packs-import-far-cell = 文件{ $file }的单元格{ $cell }离其他内容太远，请删除后再导入。
packs-import-too-heavy = 读取文件{ $file }占用内存或时间过多，已中止。

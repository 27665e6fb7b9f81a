# dutybot packs: read by whoever writes content packs, on the command line.
packs-check-sound = { $title }（{ $id }，{ $edition }）：未發現問題。條目{ $clauses }條，問答{ $questions }則，糾錯{ $corrections }則，標準{ $standards }項。
packs-check-faults = 共發現{ $count }處問題。

packs-known-seed = 官方答記者問
packs-known-text = 文件原文
packs-known-second-hand = 二手材料
packs-known-unverified = 未經證實
packs-strength-must = 應當
packs-strength-normally = 一般
packs-strength-encouraged = 鼓勵
packs-owed-once-by-body = 集體完成1次
packs-owed-by-each-holder = 每人分別完成


packs-show-title = { $title }
packs-show-manifest = 識別碼：{ $id }　版本：{ $edition }　簡稱：{ $short }
packs-show-uses = 依託內容包：{ $packs }
packs-show-documents = 引用文件
packs-show-parts = 公布情況
packs-show-subjects = 組織類型和崗位
packs-show-clauses = { $name }（{ $id }）
packs-show-proposals = 待確認的職責（匯入時讀出，確認前不安排提醒）
packs-show-articles = 匯入的條文
packs-show-no-subject = 責任主體未確認
packs-show-counts = 條目{ $clauses }條（其中{ $known }）；問答{ $questions }則（其中未載明{ $silent }則）；糾錯{ $corrections }則；標準{ $standards }項；術語{ $terms }個；易混辨析{ $distinctions }組。
packs-show-known-count = { $known }{ $count }條
packs-show-total = 合計
packs-show-no-part = 未註明所屬部分
packs-column-id = 識別碼
packs-column-title = 名稱
packs-column-year = 年份
packs-column-part = 部分
packs-column-announced = 公布條數
packs-column-published = 已知要點
packs-column-not-published = 未公布
packs-column-body = 所屬組織
packs-column-owed = 多人任職時
packs-column-answers = 代表組織
packs-column-duty = 職責
packs-column-subject = 責任主體
packs-column-words = 原文
packs-column-cadence = 頻次
packs-column-strength = 約束力
packs-column-source = 依據
packs-column-known = 可信程度
packs-yes = 是
packs-separator = 、

packs-diff-same = 兩個版本的條目相同。
packs-diff-added = 新增{ $count }條
packs-diff-removed = 刪除{ $count }條
packs-diff-changed = 修改{ $count }條
packs-diff-field = { $field }：{ $old } → { $new }
packs-diff-nothing = （無）
packs-field-subject = 責任主體
packs-field-duty = 職責
packs-field-text = 內容
packs-field-cadence = 頻次
packs-field-strength = 約束力
packs-field-known = 可信程度
packs-field-citations = 依據
packs-field-part = 所屬部分
packs-field-meets = 同時完成
packs-field-asked_as = 常見問法
packs-field-chapter = 章節
packs-field-proposed = 待確認的職責
packs-field-note = 備註

packs-import-read = 已讀取{ $file }：編碼{ $encoding }，共{ $characters }個字元。
packs-import-script = 字形：僅繁體用字{ $traditional }個，僅簡體用字{ $simplified }個，判定為{ $verdict ->
    [traditional] 繁體
    [simplified] 簡體
    [mixed] 繁簡混用
   *[undecided] 無法判定
}。
packs-import-pinyin = 已去除夾注拼音{ $count }處。
packs-import-sound = 未發現原文損壞。
packs-import-broken = 原文損壞{ $count }處，草稿中已標出，未作推測：
packs-import-passage = { $number }. 第{ $line }行第{ $column }字（偏移{ $offset }）：……{ $before }【{ $text }】{ $after }……
packs-import-signs = 跡象：{ $signs }
packs-import-no-count = 未見公布條數。
packs-import-count = 公布共{ $total }條，各部分合計{ $sum }條，{ $holds ->
    [yes] 相符
   *[no] 不相符
}。
packs-import-group = { $title }：{ $parts }（合計{ $sum }條）
packs-import-group-stated = { $title }：{ $parts }（合計{ $sum }條，原文稱{ $stated }條）
packs-import-part = { $title }{ $count }條
packs-import-ungrouped = 各部分
packs-import-written = 草稿已寫入{ $folder }：{ $files }。
packs-import-left = 還有{ $count }處需要補充或修改，執行「dutybot packs check { $folder }」逐處查看。
packs-import-taken = { $folder }已存在且不為空，請換一個資料夾。
packs-import-bad-name = 資料夾名稱「{ $name }」不能用作內容包識別碼，請只用小寫字母、數字和連字號，不超過36個字元。
packs-import-missing = 找不到檔案{ $file }。
packs-import-too-large = 檔案{ $file }超過10MB，無法匯入。
packs-import-not-text = 檔案{ $file }不是純文字，請另存為txt後再匯入。
packs-import-empty = 檔案{ $file }沒有內容。
packs-import-unknown-encoding = 無法判斷檔案{ $file }的編碼，請另存為UTF-8後再匯入。
packs-sign-broken-character = 無效字元
packs-sign-half-reading = 殘缺拼音
packs-sign-lost-character = 丟字問號
packs-sign-odd-symbol = 夾雜符號
packs-sign-rare-character = 生僻字
packs-sign-other-script = 繁簡混雜
packs-sign-other-encoding = 編碼錯亂

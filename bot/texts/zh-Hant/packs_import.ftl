# dutybot packs import：讀取檔案
packs-import-read = 已讀取{ $file }（{ $kind }{ $encoding ->
    [none] {""}
   *[other] ，編碼{ $encoding }
}），共{ $characters }個字元。
packs-import-articles = 已匯入{ $articles }條（款{ $paragraphs }款，項{ $items }項），原文逐字保留。
packs-import-header = { $table ->
    [none] 表格
   *[other] 工作表「{ $table }」
}第{ $row }行為表頭：{ $columns }
packs-import-column = 「{ $header }」作{ $column ->
    [number] 條款號
    [text] 內容
    [subject] 責任主體
   *[cadence] 頻次
}
packs-import-gaps = 條號不連續，缺第{ $numbers }條，請核對原文。
packs-import-left-out = 有{ $count }行未列入條文：
packs-import-repeats = 條號重複或次序顛倒：第{ $numbers }條；這些文字留在前一條中，請核對原文。
packs-import-place = 第{ $number }{ $unit ->
    [page] 頁
   *[line] 行
}
packs-import-place-in-sheet = 工作表「{ $table }」第{ $number }行
packs-import-left-out-line = { $place }（{ $role ->
    [adoption] 制定或發布資訊
    [preamble] 正文前或表格外文字
    [contents] 目錄
    [annotation] 註釋
    [heading] 標題，下面沒有條文
    [signature] 落款
    [hidden] 原檔中不顯示的內容
    [deleted] 修訂中已刪除的文字
    [footnote] 註腳或章節附註
    [comment] 註解
    [reading] 注音
    [placeholder] 未填寫的控制項
    [page-edge] 頁首、頁尾或頁碼
    [navigation] 網頁導覽和按鈕
    [no-value] 沒有儲存結果的公式
    [no-text] 整頁沒有文字
    [elsewhere] 文字方塊或內嵌文件中的文字
   *[editorial] 編輯資訊
}）：{ $text }
packs-import-proposals = 讀出待確認的職責{ $count }項；在clauses.yaml中給條目寫上subject和cadence即為確認，確認前不安排提醒。
packs-import-named-after-file = 原文沒有標題，暫以檔名為標題，請在pack.yaml中修改。
packs-import-no-edition = 原文沒有發布日期，版本暫記為「版本未注明」，請在pack.yaml中修改。
packs-import-ready = 未發現問題，可以直接使用：dutybot ask "…" --pack { $folder }
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
packs-sign-broken-character = 無效字元
packs-sign-half-reading = 殘缺拼音
packs-sign-lost-character = 丟字問號
packs-sign-odd-symbol = 夾雜符號
packs-sign-rare-character = 生僻字
packs-sign-other-script = 繁簡混雜
packs-sign-other-encoding = 編碼錯亂

packs-import-bad-columns = 看不懂欄位對應關係「{ $columns }」。請寫成number=條款,text=內容,subject=責任主體,cadence=頻次，其中text必須有。
packs-import-no-columns = 檔案{ $file }中找不到「內容」一欄。找到的表頭：{ $headers }。請用--columns指明，如--columns text=內容,subject=責任主體。
packs-import-missing = 找不到檔案{ $file }。
packs-import-unreadable = 無法開啟檔案{ $file }。
packs-import-too-large = 檔案{ $file }超過10MB，無法匯入。
packs-import-empty = 檔案{ $file }沒有內容。
packs-import-not-text = 檔案{ $file }不是可以讀取的文字或文件。
packs-import-unknown-encoding = 無法判斷檔案{ $file }的編碼，請另存為UTF-8後再匯入。
packs-import-broken-file = 檔案{ $file }已損壞或格式不規範，無法讀取。
packs-import-encrypted = 檔案{ $file }有密碼，請先取消密碼再匯入。
packs-import-doc = 檔案{ $file }是舊版Word文件（.doc），請另存為docx後再匯入。
packs-import-rtf = 檔案{ $file }是RTF文件，請另存為docx後再匯入。
packs-import-odt = 檔案{ $file }是OpenDocument文字，請另存為docx後再匯入。
packs-import-picture = 檔案{ $file }是圖片，沒有可以讀取的文字。
packs-import-archive = 檔案{ $file }是壓縮檔，請先解壓再匯入其中的文件。
packs-import-markup = 檔案{ $file }是標記檔案（根元素{ $root }），只能匯入網頁。
packs-import-no-text-layer = 檔案{ $file }沒有文字層（多為掃描件），請換用帶文字的PDF或docx。
packs-import-no-fonts = 檔案{ $file }沒有嵌入字型，而本機沒有任何字型，讀取會丟字；請在裝有字型的機器上匯入，或換用docx。
packs-import-entities = 檔案{ $file }含有文件類型或實體宣告，為安全起見不予讀取。
packs-import-bomb = 檔案{ $file }解壓後過大（約{ $size }MB，上限{ $limit }MB，壓縮比上限100），不予讀取。
packs-import-too-many-entries = 檔案{ $file }內含{ $entries }個部分，超過上限{ $limit }個，不予讀取。
packs-import-too-many-rows = 檔案{ $file }的表格超過{ $limit }行，請拆分後再匯入。
packs-import-too-many-pages = 檔案{ $file }超過{ $limit }頁，請拆分後再匯入。
packs-import-too-much-text = 檔案{ $file }的文字超過{ $limit }個字元，請拆分後再匯入。
packs-import-far-cell = 檔案{ $file }的儲存格{ $cell }離其他內容太遠，請刪除後再匯入。
packs-import-too-heavy = 讀取檔案{ $file }占用記憶體或時間過多，已中止。

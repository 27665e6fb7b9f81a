# One entry: its day, note and files.
entry-title = <b>{ $duty }</b>（{ $period }）
entry-line = ·{ $day }辦理，{ $name }登記
entry-line-filled-in = ·{ $day }辦理，{ $name }{ $recorded }補登
entry-line-made-up = ·{ $day }補辦，{ $name }登記
entry-line-withdrawn = ·<s>{ $day }辦理，{ $name }登記</s>（已撤回）
entry-button = 更正、材料
entry-correct-button = 更正日期
entry-add-button = 補充材料
entry-files-button = 看佐證 { $count }
entry-note-button = 改說明
entry-unnote-button = 刪說明
entry-unfile-button = 刪第{ $number }件
entry-type-day =
    <b>更正　{ $duty }</b>（{ $period }）
    原為{ $day }，實際是哪一天？請點日期，或直接傳送。
entry-correct = <b>更正　{ $duty }</b>（{ $period }）
entry-correct-from = 原為{ $day }
entry-correct-to = 改為{ $day }
entry-correct-kept = { $note ->
    [yes] { $files ->
        [0] 說明
       *[other] 說明和{ $files }件佐證
    }
   *[no] { $files }件佐證
}保留，原登記留痕。
entry-correct-nothing-kept = 原登記留痕。
entry-correct-yes = 更正
entry-correct-no = 不改
entry-corrected = 已更正為{ $day }。
entry-type-note = 請傳送新的說明，原來的說明將不再保留。
entry-file-removed = 已刪除這件佐證，刪除留痕。
entry-file-caption = 第{ $number }件，共{ $count }件
entry-files-lost = 有{ $count }件佐證已經打不開，可以重新補充。

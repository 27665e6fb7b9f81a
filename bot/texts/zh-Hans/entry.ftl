# One entry: its day, note and files.
entry-title = <b>{ $duty }</b>（{ $period }）
entry-line = ·{ $day }办理，{ $name }登记
entry-line-filled-in = ·{ $day }办理，{ $name }{ $recorded }补登
entry-line-made-up = ·{ $day }补办，{ $name }登记
entry-line-withdrawn = ·<s>{ $day }办理，{ $name }登记</s>（已撤回）
entry-button = 更正、材料
entry-correct-button = 更正日期
entry-add-button = 补充材料
entry-files-button = 看佐证 { $count }
entry-note-button = 改说明
entry-unnote-button = 删说明
entry-unfile-button = 删第{ $number }件
entry-type-day =
    <b>更正　{ $duty }</b>（{ $period }）
    原为{ $day }，实际是哪一天？请点日期，或直接发送。
entry-correct = <b>更正　{ $duty }</b>（{ $period }）
entry-correct-from = 原为{ $day }
entry-correct-to = 改为{ $day }
entry-correct-kept = { $note ->
    [yes] { $files ->
        [0] 说明
       *[other] 说明和{ $files }件佐证
    }
   *[no] { $files }件佐证
}保留，原登记留痕。
entry-correct-nothing-kept = 原登记留痕。
entry-correct-yes = 更正
entry-correct-no = 不改
entry-corrected = 已更正为{ $day }。
entry-type-note = 请发送新的说明，原来的说明将不再保留。
entry-file-removed = 已删除这件佐证，删除留痕。
entry-file-caption = 第{ $number }件，共{ $count }件
entry-files-lost = 有{ $count }件佐证已经打不开，可以重新补充。

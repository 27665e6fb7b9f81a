chase-follow-up-title = <b>催辦</b>　{ $day }
chase-escalation-title = <b>督辦</b>　{ $day }
chase-new = 今天新增 { $count }項
chase-unit = <b>{ $organisation }</b>
chase-item = 　{ $item }　{ $days }天　{ $names }
chase-followed-up = 　　{ $day }已催辦
chase-more = 另有{ $count }項。
chase-earlier = 此前告知、尚未辦結 { $count }項
chase-follow-up-next = 仍未辦結的，將報上級督辦。
chase-escalation-next = 催辦後仍未辦結，請督促辦理。
chase-days = 天數按工作日計。
urge-button = 提醒責任人
urge-done = 已提醒{ $count }人。
urge-nobody = 目前沒有可以提醒的人。
urge-unreached = { $names }收不到提醒。
urge-vacant = 另有{ $count }項崗位空缺。
urge-once = 今天不再重複。
chasing-button = 催辦、督辦
chasing-title = <b>催辦、督辦</b>
chasing-means =
    事項逾期滿{ $first }個工作日，告知本組織管理員（催辦）；滿{ $then }個工作日，告知上級（督辦）。
    每人每天至多一則。「一般」的要求只提醒，不催辦。
chasing-choice = { $chosen ->
    [True] ✓ { $first }個、{ $then }個工作日
   *[False] { $first }個、{ $then }個工作日
}

chase-follow-up-title = <b>催办</b>　{ $day }
chase-escalation-title = <b>督办</b>　{ $day }
chase-new = 今天新增 { $count }项
chase-unit = <b>{ $organisation }</b>
chase-item = 　{ $item }　{ $days }天　{ $names }
chase-followed-up = 　　{ $day }已催办
chase-more = 另有{ $count }项。
chase-earlier = 此前告知、尚未办结 { $count }项
chase-follow-up-next = 仍未办结的，将报上级督办。
chase-escalation-next = 催办后仍未办结，请督促办理。
chase-days = 天数按工作日计。
urge-button = 提醒责任人
urge-done = 已提醒{ $count }人。
urge-nobody = 目前没有可以提醒的人。
urge-unreached = { $names }收不到提醒。
urge-vacant = 另有{ $count }项岗位空缺。
urge-once = 今天不再重复。
chasing-button = 催办、督办
chasing-title = <b>催办、督办</b>
chasing-means =
    事项逾期满{ $first }个工作日，告知本组织的管理员（催办）；满{ $then }个工作日，告知上级（督办）。
    每人每天至多一条。“一般”的要求只提醒，不催办。
chasing-choice = { $chosen ->
    [True] ✓ { $first }个、{ $then }个工作日
   *[False] { $first }个、{ $then }个工作日
}

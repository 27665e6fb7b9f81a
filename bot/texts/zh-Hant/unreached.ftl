# To a manager: a person or a group that nothing reaches any more.
unreached-person = <b>{ $name }收不到提醒</b>
unreached-post = { $post }，{ $organisation }
unreached-person-means = 機器人無法傳送私訊給對方，可能是遭對方封鎖，或對方的帳號已停用。恢復之前，職責提醒都無法送達本人。
unreached-person-advice = 請轉告對方：開啟 @{ $bot }，傳送 /start 即可恢復，未過期的提醒會補發。
unreached-bound = 綁定的組織：{ $organisation }
unreached-group = <b>機器人已不在群組「{ $group }」中</b>
unreached-group-means = 職責進度不再傳到該群組。各責任人的私訊提醒不受影響，照常傳送。
unreached-group-advice = 如需恢復，請把 @{ $bot } 重新加入該群組；已改用新群組的，請把它加入新群組，再在群組中傳送 /register 綁定。
unreached-silent = <b>機器人在群組「{ $group }」中不能發言</b>
unreached-silent-means = 可能是該群組限制了發言，或者話題已關閉、刪除，職責進度暫時傳不到群組。各責任人的私訊提醒不受影響，照常傳送。
unreached-silent-advice = 請群組管理員允許 @{ $bot } 發言，或重新開放話題。恢復後，之後的進度會照常傳到群組。
unreached-vacant = <b>崗位空缺：{ $post }</b>
unreached-vacant-where = { $organisation }
unreached-vacant-since = 自{ $day }起無人任職
unreached-vacant-owed = 現有{ $count }項職責無人辦理，時限照常計算。
unreached-vacant-advice = 請接任者開啟 @{ $bot }，傳送 /register 登記；登記後可見未辦、已辦和將到期的事項。

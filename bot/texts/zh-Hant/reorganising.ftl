# Name and place of an organisation, for its managers.
reorganise-button = 名稱、上級
reorganise-name = <b>{ $name }</b>
reorganise-kind = 類型：{ $kind }
reorganise-parent = 上級：{ $parent }
reorganise-rename = 更改名稱
reorganise-parent-add = 補填上級
reorganise-parent-change = 更改上級
reorganise-merge = 併入其他組織
reorganise-dissolve = 刪除
reorganise-ask-name = 「{ $name }」要改成什麼名稱？請傳送全稱。
reorganise-renamed = 名稱已更改。
reorganise-ask-parent = 「{ $name }」的{ $parent-kind }是哪一個？請傳送其全稱。
reorganise-found = 按「{ $text }」查到的組織如下，請選擇；都不是的，可以換個寫法再傳一次。
reorganise-none-found = 沒有查到名為「{ $text }」的組織。請傳送全稱再查一次。
reorganise-placed = 上級已改為「{ $parent }」。
reorganise-merge-none = 「{ $name }」只能併入您管理的同類組織，目前沒有。
reorganise-merge-ask = 「{ $name }」併入哪一個組織？
reorganise-merge-sure =
    確定把「{ $name }」併入「{ $into }」嗎？
    崗位、下級組織和綁定的群組一併轉入，「{ $name }」隨即撤銷，不能恢復。
reorganise-merge-yes = 併入
reorganise-merged = 「{ $name }」已併入「{ $into }」。
reorganise-dissolve-sure =
    確定刪除「{ $name }」嗎？
    刪除後查不到這個組織，您在其中的崗位隨即退出，不能恢復。
reorganise-dissolve-yes = 刪除
reorganise-dissolved = 已刪除「{ $name }」。
refusal-organisation-in-use = 這個組織已有辦理記錄，或者還有其他人任職、還有下級組織，不能這樣做。

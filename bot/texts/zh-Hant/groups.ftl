group-greeting =
    大家好，我是履職提醒機器人。請兼任組織管理員的本群組管理員傳送 /register，把本群組綁定到所在組織，之後我會在這裡提醒該組織職責的進度。

    在群組裡提問請用 /ask，例如：
    /ask { $example-question }
group-bind-choose =
    請選擇{ $where ->
        [topic] 本話題
       *[group] 本群組
    }要綁定的組織：
group-bind-none = 綁定由兼任組織管理員的本群組管理員辦理。您還不是任何組織的管理員，請先在私訊中登記崗位。
group-bound =
    { $where ->
        [topic] 本話題
       *[group] 本群組
    }已綁定到「{ $organisation }」，今後會在這裡提醒該組織職責的進度。
group-already-bound =
    { $where ->
        [topic] 本話題
       *[group] 本群組
    }現已綁定到「{ $organisation }」。更換綁定請選擇：
group-status-bound =
    { $where ->
        [topic] 本話題
       *[group] 本群組
    }綁定的組織：{ $organisation }
group-status-unbound =
    { $where ->
        [topic] 本話題
       *[group] 本群組
    }尚未綁定組織。請兼任組織管理員的本群組管理員傳送 /register 綁定。
group-status-locale =
    { $where ->
        [topic] 本話題
       *[group] 本群組
    }的語言：{ $language }
group-settings-title =
    <b>{ $where ->
        [topic] 本話題
       *[group] 本群組
    }設定</b>
group-unbind = 解除綁定
group-unbind-ask =
    確定解除{ $where ->
        [topic] 本話題
       *[group] 本群組
    }與「{ $organisation }」的綁定嗎？解除後這裡不再收到該組織的提醒。
group-unbind-yes = 解除
group-unbind-no = 不解除
group-unbound =
    已解除{ $where ->
        [topic] 本話題
       *[group] 本群組
    }與「{ $organisation }」的綁定。
group-private-only = 個人的職責和登記只在私訊中顯示。
group-foreign-button = 這個按鈕屬於發出指令的人。請您自己傳送一次指令。
group-anonymous = 匿名管理員的身分無法核對。請關閉「匿名」，以本人身分再傳送一次指令。
group-status-units = 訊息裡同時顯示下級組織的數字。
group-units-show = 同時顯示下級的數字
group-units-hide = 不再顯示下級的數字

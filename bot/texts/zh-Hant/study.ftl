quiz-who = 誰負責「{ $duty }」？
quiz-quoted = 『{ $words }』
quiz-how-often = 「{ $duty }」，規定多久一次？
quiz-by-when = 「{ $duty }」，規定在什麼時候？
quiz-document = 「{ $duty }」，出自哪個文件？
quiz-how-many = 「{ $duty }」，規定是多少？
quiz-amount = { $number }{ $unit }
quiz-share = { $parts ->
    [2] 半數
    [3] 三分之{ $number ->
        [1] 一
       *[other] 二
    }
    [4] 四分之{ $number ->
        [1] 一
       *[other] 三
    }
    [5] 五分之{ $number ->
        [1] 一
        [2] 二
        [3] 三
       *[other] 四
    }
   *[other] { $parts }分之{ $number }
}
quiz-explanation = { $source }：{ $text }
quiz-right = ✅ 答對了。
quiz-wrong = 答錯了，過幾題再問您一次。
quiz-so-far = 已答{ $answered }題，對{ $right }題。
quiz-next-button = 下一題
quiz-progress-button = 學習進度
quiz-progress-title = <b>學習進度</b>
quiz-progress-private = <i>只有您自己看得到。</i>
quiz-no-progress = 還沒有答過題。
quiz-done-document = { $document }：{ $count }題中答對{ $right }題
quiz-anew-button = 清空重來
quiz-anew-ask = 確定清空全部答題紀錄嗎？
quiz-anew-sure-button = 清空
quiz-keep-button = 不清空
quiz-none = 目前沒有題目。
quiz-group-ask = 給本群組出一題。怎樣作答？
quiz-group-named-shows = 不記名：只顯示各選項的人數。記名：全群組都能看到每個人選了什麼。都不排名，也不留存。
quiz-group-anonymous = 不記名
quiz-group-named = 記名
quiz-group-put = 題目已發出。
study-title = <b>每日一條</b>
study-what = 每個工作日發您一條：條文、責任主體、依據，願意的話再做一道題。先講您自己崗位的，再講其他的。只有您自己看得到，隨時可以停。
study-ask-hour = 每天幾點發給您？
study-on = 工作日{ $time }發，您的休息日不發。
study-all-documents = 範圍：全部文件。
study-left-out = 範圍：略去{ $count }個文件。
study-silent = <i>這個時間在您的勿擾時間內，當天結束的，結束後再發。</i>
study-change = 點其他時間可以更改。
study-documents-button = 選擇文件
study-documents = 從哪些文件裏選條文？點一下略去，再點一下恢復。
study-end-button = 停止
study-ended = 已停止，不再每日發送。
study-again-button = 重新開啟
study-back-button = 返回
lesson-title = 每日一條
lesson-ask-button = 做一道題
lesson-change-button = 更改或停止

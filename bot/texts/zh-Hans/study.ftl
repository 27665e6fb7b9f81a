quiz-who = 谁负责“{ $duty }”？
quiz-quoted = ‘{ $words }’
quiz-how-often = “{ $duty }”，规定多久一次？
quiz-by-when = “{ $duty }”，规定在什么时候？
quiz-document = “{ $duty }”，出自哪个文件？
quiz-how-many = “{ $duty }”，规定是多少？
quiz-amount = { $number }{ $unit }
quiz-share = { $parts ->
    [2] 半数
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
quiz-right = ✅ 答对了。
quiz-wrong = 答错了，过几题再问您一次。
quiz-so-far = 已答{ $answered }题，对{ $right }题。
quiz-next-button = 下一题
quiz-progress-button = 学习进度
quiz-progress-title = <b>学习进度</b>
quiz-progress-private = <i>只有您自己看得到。</i>
quiz-no-progress = 还没有答过题。
quiz-done-document = { $document }：{ $count }题中答对{ $right }题
quiz-anew-button = 清空重来
quiz-anew-ask = 确定清空全部答题记录吗？
quiz-anew-sure-button = 清空
quiz-keep-button = 不清空
quiz-none = 目前没有题目。
quiz-group-ask = 给本群出一题。怎样作答？
quiz-group-named-shows = 不记名：只显示各选项的人数。记名：全群都能看到每个人选了什么。都不排名，也不留存。
quiz-group-anonymous = 不记名
quiz-group-named = 记名
quiz-group-put = 题目已发出。
study-title = <b>每日一条</b>
study-what = 每个工作日发您一条：条文、责任主体、依据，愿意的话再做一道题。先讲您自己岗位的，再讲其他的。只有您自己看得到，随时可以停。
study-ask-hour = 每天几点发给您？
study-on = 工作日{ $time }发，您的休息日不发。
study-all-documents = 范围：全部文件。
study-left-out = 范围：略去{ $count }个文件。
study-silent = <i>这个时间在您的免打扰时间内，当天结束的，结束后再发。</i>
study-change = 点其他时间可以更改。
study-documents-button = 选择文件
study-documents = 从哪些文件里选条文？点一下略去，再点一下恢复。
study-end-button = 停止
study-ended = 已停止，不再每日发送。
study-again-button = 重新开启
study-back-button = 返回
lesson-title = 每日一条
lesson-ask-button = 做一道题
lesson-change-button = 更改或停止

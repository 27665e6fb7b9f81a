# Around the questions: where none was given or it is too long, and while one is typed inline.
question-empty = 請在指令後面寫上問題，例如：/ask { $example-question }
    也可以直接回覆這則訊息提問。
question-empty-private = 請直接傳送問題，例如「{ $example-question }」
clause-empty = 請寫上要查的內容，例如：/clause { $example-topic }，或者 /clause { $example-article }。
question-too-long = 問題太長了，請控制在{ $limit }字以內再傳一次。
inline-hint = 輸入問題，查條文並傳送到這裡
inline-open = 在私訊中提問

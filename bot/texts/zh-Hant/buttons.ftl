# Buttons that many screens share.
button-back = ‹ 返回
button-cancel = 取消
button-register = 登記崗位
button-my-duties = 我的職責
button-private = 在私訊中開啟

# Stands for a person whose name has nothing in it that can be seen.
person-nameless = （姓名不詳）
person-former = 原任職人
person-for = { $name }（代{ $holder }）

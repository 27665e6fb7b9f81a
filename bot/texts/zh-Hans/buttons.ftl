# Buttons that many screens share.
button-back = ‹ 返回
button-cancel = 取消
button-register = 登记岗位
button-my-duties = 我的职责
button-private = 在私聊中打开

# Stands for a person whose name has nothing in it that can be seen.
person-nameless = （姓名不详）
person-former = 原任职人
person-for = { $name }（代{ $holder }）

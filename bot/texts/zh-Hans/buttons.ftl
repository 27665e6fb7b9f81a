# Buttons that many screens share.
button-back = ‹ 返回
button-cancel = 取消
button-register = 登记岗位
button-my-duties = 我的职责
button-private = 在私聊中打开

# What went wrong, and what to do.
refusal-stale-button = 按钮已失效，请发送 /myduties 重新打开。
refusal-unknown-occurrence = 找不到这项职责，可能已经调整。请发送 /myduties 查看最新的清单。
refusal-unknown-organisation = 找不到这个组织。请发送 /register 重新查找。
refusal-unknown-assignment = 您已不在这个岗位上。请发送 /register 查看您的岗位。
refusal-unknown-entry = 这条登记已经撤回或不存在。请发送 /myduties 查看最新的进度。
refusal-unknown-request = 这份申请不存在，或者不由您处理。
refusal-unknown-group = 我不在这个群里了，请先把我加回群里。
refusal-not-registered = 您还没有登记岗位。请发送 /register 登记，登记后即可查看职责。
refusal-not-assigned = 这项职责不由您的岗位承担，不能登记。请发送 /myduties 查看您的职责。
refusal-not-manager = 只有该组织的管理员可以这样做。如需办理，请与管理员联系。
refusal-not-group-administrator = 只有本群的管理员可以这样做。请由群的管理员办理。
refusal-group-rights-unknown = 暂时无法核对您是不是本群的管理员，未作任何更改。请稍后再试。
refusal-outside-period = { $day }不在本期之内，不能登记。本期是{ $period }，{ $first }至{ $last }之间的日期才计入。
refusal-in-the-future = { $day }还没有到，不能提前登记。请填写今天或更早的日期。
refusal-already-held = 您已经登记过这个岗位，不必重复登记。发送 /myduties 可以查看职责。
refusal-name-taken = 已经有“{ $name }”了。请发送 /register，查找并选择它。
refusal-bad-name = 这个名称不能用：请写全称，不超过{ $limit }字，不能只有符号。
refusal-post-not-of-body = 这类组织没有这个岗位。请发送 /register 重新选择。
refusal-cannot-act-for = 该单位已登记有这类组织，不必由您的组织代为承担。请发送 /register 重新登记，并选择“设有”。
refusal-circular-tree = 一个组织不能以自己的下级为上级。请重新选择上级党组织。
refusal-too-many-requests = 您已有{ $limit }份申请在等待处理，请收到答复后再提交。
refusal-too-many-requests-today = 一天最多提交{ $limit }份申请，请明天再来。
refusal-requests-blocked = 该组织的管理员已不再接收您的申请。如有疑问，请直接与其联系。
refusal-already-decided = 这份申请已经处理过了。
refusal-too-late = 请选择今天以后、不晚于{ $latest }的日期。
refusal-too-long = 内容太长了，请控制在{ $limit }字以内。
refusal-unknown-clause = 没有找到这一条。可以换个说法，直接发送问题。
refusal-unknown-post = 没有找到这个岗位。请发送 /register 从列表中选择。
refusal-other = 这一步没有办成，请稍后再试，或发送 /help 查看使用说明。
refusal-bug =
    很抱歉，程序出了问题，这一步没有完成，情况已经记录。请稍后再试；如仍不行，请把编号告诉管理员。
    编号：<code>{ $code }</code>
refusal-bug-alert = 很抱歉，程序出了问题，请稍后再试。编号：{ $code }
refusal-busy = 眼下繁忙，请稍候；如一分钟后仍无答复，请再试一次。
refusal-flood = 您发得太快了，请稍等一分钟再发。

# The board in the browser.
page-units = 组织
page-skip = 跳到看板
page-choose-unit = 选择组织
page-list = 事项
page-year = 全年表
page-period = 期间
page-duty = 职责
page-all-duties = 全部职责
page-find = 查找
page-find-what = 查找责任人、组织或事项
page-more = 更多
page-picture = 图片（浅色）
page-picture-dark = 图片（深色）
page-picture-year = 全年表图片
page-print = 打印本页
page-leave = 退出
page-left = 已退出。需要再看的，请在聊天中点“网页”。
page-short-b = 免办等
page-to-confirm = 待核实
page-close = 关闭
page-entries = 登记
page-story = 经过
page-empty = 这个期间没有事项。
page-found-none = 没有符合条件的事项。
page-all = 全部
page-total = 合计
page-filter = 按状态筛选
page-vacant-posts = 岗位空缺
page-open-duties = 展开职责
page-legend = 图例
page-failed = 暂时读不到数据，请稍后再试。
page-first = 先列300项，其余请选下级组织或期间查看。
page-link =
    打开看板网页
    链接10分钟内有效，只能用一次，请勿转发。
    打开后可用一天；不再担任管理员的，随即失效。
page-link-button = 打开网页
page-app-button = 在这里打开
page-no-address =
    网页尚未开通，看板的文字和图片照常可看。
    需要网页的，请运维人员设置 DUTYBOT_PUBLIC_URL（对外的 https 网址），然后重新启动。
page-export-xlsx = 导出 xlsx
page-export-docx = 导出 docx
page-export-csv = 导出 csv
page-file-asked = 正在准备文件，好了会发到您与机器人的私聊。

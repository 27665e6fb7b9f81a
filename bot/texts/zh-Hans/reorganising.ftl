# Name and place of an organisation, for its managers.
reorganise-button = 名称、上级
reorganise-name = <b>{ $name }</b>
reorganise-kind = 类型：{ $kind }
reorganise-parent = 上级：{ $parent }
reorganise-rename = 更改名称
reorganise-parent-add = 补填上级
reorganise-parent-change = 更改上级
reorganise-merge = 并入其他组织
reorganise-dissolve = 删除
reorganise-ask-name = “{ $name }”要改成什么名称？请发送全称。
reorganise-renamed = 名称已更改。
reorganise-ask-parent = “{ $name }”的{ $parent-kind }是哪一个？请发送其全称。
reorganise-found = 按“{ $text }”查到的组织如下，请选择；都不是的，可以换个写法再发一次。
reorganise-none-found = 没有查到名为“{ $text }”的组织。请发送全称再查一次。
reorganise-placed = 上级已改为“{ $parent }”。
reorganise-merge-none = “{ $name }”只能并入您管理的同类组织，目前没有。
reorganise-merge-ask = “{ $name }”并入哪一个组织？
reorganise-merge-sure =
    确定把“{ $name }”并入“{ $into }”吗？
    岗位、下级组织和绑定的群一并转入，“{ $name }”随即撤销，不能恢复。
reorganise-merge-yes = 并入
reorganise-merged = “{ $name }”已并入“{ $into }”。
reorganise-dissolve-sure =
    确定删除“{ $name }”吗？
    删除后查不到这个组织，您在其中的岗位随即退出，不能恢复。
reorganise-dissolve-yes = 删除
reorganise-dissolved = 已删除“{ $name }”。
refusal-organisation-in-use = 这个组织已有办理记录，或者还有其他人任职、还有下级组织，不能这样做。

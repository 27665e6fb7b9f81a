group-greeting =
    Hello everyone, I am the duty reminder bot. An administrator of this group who is also a manager of the organisation can send /register here to link this group to the organisation; from then on I will report here how its duties are going.

    To ask a question in the group, use /ask, for example:
    /ask { $example-question }
group-bind-choose =
    Which organisation should this { $where ->
        [topic] topic
       *[group] group
    } be linked to?
group-bind-none = A group is linked by one of its administrators who is also a manager of the organisation. You are not a manager of any organisation yet; please register your post in our private chat first.
group-bound =
    This { $where ->
        [topic] topic
       *[group] group
    } is now linked to “{ $organisation }”. I will report here how its duties are going.
group-already-bound =
    This { $where ->
        [topic] topic
       *[group] group
    } is linked to “{ $organisation }”. To link it to another organisation, choose one:
group-status-bound =
    This { $where ->
        [topic] topic
       *[group] group
    } is linked to: { $organisation }
group-status-unbound =
    This { $where ->
        [topic] topic
       *[group] group
    } is not linked to an organisation yet. An administrator of this group who is also a manager of the organisation can send /register to link it.
group-status-locale =
    Language of this { $where ->
        [topic] topic
       *[group] group
    }: { $language }
group-settings-title =
    <b>{ $where ->
        [topic] Topic
       *[group] Group
    } settings</b>
group-unbind = Unlink
group-unbind-ask =
    Unlink this { $where ->
        [topic] topic
       *[group] group
    } from “{ $organisation }”? The organisation’s reminders will no longer be sent here.
group-unbind-yes = Unlink
group-unbind-no = Keep
group-unbound =
    This { $where ->
        [topic] topic
       *[group] group
    } is no longer linked to “{ $organisation }”.
group-private-only = Personal duties and entries are shown in the private chat only.
group-foreign-button = This button belongs to the person who sent the command. Please send the command yourself.
group-anonymous = I cannot verify an anonymous administrator. Please turn off “Remain anonymous” and send the command again as yourself.
group-status-units = Messages here also give numbers for the units below.
group-units-show = Numbers for units below
group-units-hide = No numbers for units below

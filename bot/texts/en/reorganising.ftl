# Name and place of an organisation, for its managers.
reorganise-button = Name, superior
reorganise-name = <b>{ $name }</b>
reorganise-kind = Type: { $kind }
reorganise-parent = Superior: { $parent }
reorganise-rename = Rename
reorganise-parent-add = Add the superior
reorganise-parent-change = Change the superior
reorganise-merge = Merge into another
reorganise-dissolve = Delete
reorganise-ask-name = What is “{ $name }” to be called? Please send the full name.
reorganise-renamed = The name has been changed.
reorganise-ask-parent = What is the { $parent-kind } of “{ $name }”? Please send its full name.
reorganise-found = These organisations were found for “{ $text }”. Please choose; if it is not here, try another spelling.
reorganise-none-found = No organisation named “{ $text }” was found. Please send the full name to search again.
reorganise-placed = The superior is now “{ $parent }”.
reorganise-merge-none = “{ $name }” can only be merged into one of the same type that you manage, and there is none.
reorganise-merge-ask = Into which organisation is “{ $name }” to be merged?
reorganise-merge-sure =
    Merge “{ $name }” into “{ $into }”?
    Its posts, the organisations below it and its linked groups move there, and “{ $name }” is no more. This cannot be undone.
reorganise-merge-yes = Merge
reorganise-merged = “{ $name }” has been merged into “{ $into }”.
reorganise-dissolve-sure =
    Delete “{ $name }”?
    Nobody will find it any more, and you leave your posts in it. This cannot be undone.
reorganise-dissolve-yes = Delete
reorganise-dissolved = “{ $name }” has been deleted.
refusal-organisation-in-use = This organisation has records, others hold posts in it, or there are organisations below it, so this cannot be done.

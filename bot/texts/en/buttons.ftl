# Buttons that many screens share.
button-back = ‹ Back
button-cancel = Cancel
button-register = Register a post
button-my-duties = My duties
button-private = Open in the private chat

# Stands for a person whose name has nothing in it that can be seen.
person-nameless = (name unknown)
person-former = a former holder
person-for = { $name } (for { $holder })

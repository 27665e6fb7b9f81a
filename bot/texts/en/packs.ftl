# dutybot packs: read by whoever writes content packs, on the command line.
packs-check-sound = { $title } ({ $id }, { $edition }): no faults. Clauses: { $clauses }; questions: { $questions }; corrections: { $corrections }; standards: { $standards }.
packs-check-faults = { $count ->
    [one] 1 fault.
   *[other] { $count } faults.
}

packs-known-seed = official interview
packs-known-text = text read
packs-known-second-hand = second-hand
packs-known-unverified = unverified
packs-strength-must = must
packs-strength-normally = normally
packs-strength-encouraged = encouraged
packs-owed-once-by-body = once by the body
packs-owed-by-each-holder = by each holder


packs-show-title = { $title }
packs-show-manifest = Id: { $id }   Edition: { $edition }   Short title: { $short }
packs-show-uses = Builds on: { $packs }
packs-show-documents = Documents
packs-show-parts = What is published
packs-show-subjects = Bodies and posts
packs-show-clauses = { $name } ({ $id })
packs-show-proposals = Proposed duties (read by the import; no reminders until confirmed)
packs-show-articles = Imported articles
packs-show-no-subject = subject not confirmed
packs-show-counts = Clauses: { $clauses } ({ $known }); questions: { $questions } ({ $silent } without an answer); corrections: { $corrections }; standards: { $standards }; terms: { $terms }; distinctions: { $distinctions }.
packs-show-known-count = { $known }: { $count }
packs-show-total = Total
packs-show-no-part = no part stated
packs-column-id = Id
packs-column-title = Title
packs-column-year = Year
packs-column-part = Part
packs-column-announced = Announced
packs-column-published = Points known
packs-column-not-published = Not published
packs-column-body = Body
packs-column-owed = Several holders
packs-column-answers = Answers for body
packs-column-duty = Duty
packs-column-subject = Subject
packs-column-words = Words
packs-column-cadence = How often
packs-column-strength = Strength
packs-column-source = Source
packs-column-known = How well known
packs-yes = yes
packs-separator = {", "}

packs-diff-same = The clauses are the same.
packs-diff-added = Added: { $count }
packs-diff-removed = Removed: { $count }
packs-diff-changed = Changed: { $count }
packs-diff-field = { $field }: { $old } → { $new }
packs-diff-nothing = (nothing)
packs-field-subject = subject
packs-field-duty = duty
packs-field-text = text
packs-field-cadence = how often
packs-field-strength = strength
packs-field-known = how well known
packs-field-citations = sources
packs-field-part = part
packs-field-meets = meets
packs-field-asked_as = asked as
packs-field-chapter = Chapter
packs-field-proposed = Proposed duties
packs-field-note = note

packs-import-read = Read { $file }: { $encoding }, { $characters } characters.
packs-import-script = Script: { $traditional } Traditional-only and { $simplified } Simplified-only characters; the text is { $verdict ->
    [traditional] Traditional
    [simplified] Simplified
    [mixed] mixed
   *[undecided] undecided
}.
packs-import-pinyin = Inserted pinyin readings removed: { $count }.
packs-import-sound = No damaged passages.
packs-import-broken = Damaged passages: { $count }. They are marked in the draft; nothing was guessed.
packs-import-passage = { $number }. Line { $line }, column { $column } (offset { $offset }): …{ $before }【{ $text }】{ $after }…
packs-import-signs = Signs: { $signs }
packs-import-no-count = No number of clauses is announced.
packs-import-count = { $total } clauses are announced, the parts add up to { $sum }: { $holds ->
    [yes] this agrees
   *[no] this does not agree
}.
packs-import-group = { $title }: { $parts } (together { $sum })
packs-import-group-stated = { $title }: { $parts } (together { $sum }; the text says { $stated })
packs-import-part = { $title } { $count }
packs-import-ungrouped = Parts
packs-import-written = The draft is in { $folder }: { $files }.
packs-import-left = { $count ->
    [one] One place is
   *[other] { $count } places are
} left to be finished; dutybot packs check { $folder } lists them.
packs-import-taken = { $folder } exists and is not empty; choose another folder.
packs-import-bad-name = “{ $name }” cannot be the id of a pack; use lower-case letters, digits and hyphens, at most 36 characters.
packs-import-missing = There is no file { $file }.
packs-import-too-large = { $file } is larger than 10 MB.
packs-import-not-text = { $file } is not plain text; save it as txt first.
packs-import-empty = { $file } is empty.
packs-import-unknown-encoding = The encoding of { $file } cannot be told; save it as UTF-8 first.
packs-sign-broken-character = invalid characters
packs-sign-half-reading = half a reading
packs-sign-lost-character = question mark for a lost character
packs-sign-odd-symbol = symbols in words
packs-sign-rare-character = rare characters
packs-sign-other-script = characters of the other script
packs-sign-other-encoding = wrong encoding

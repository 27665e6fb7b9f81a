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
packs-show-checked = Checked: { $checked }
packs-show-documents = Documents
packs-show-parts = What is published
packs-show-subjects = Bodies and posts
packs-show-clauses = { $name } ({ $id })
packs-show-proposals = Proposed duties (read by the import; no reminders until confirmed)
packs-proposal-no-form = no form for it; words kept
packs-proposal-day = { $cadence } (without “{ $words }”)
packs-show-articles = Imported articles
packs-show-no-subject = subject not confirmed
packs-show-counts = Clauses: { $clauses } ({ $known }); questions: { $questions } ({ $silent } without an answer); corrections: { $corrections }; standards: { $standards }; terms: { $terms }; distinctions: { $distinctions }.
packs-show-known-count = { $known }: { $count }
packs-show-total = Total
packs-show-no-part = no part stated
packs-column-id = Id
packs-column-title = Title
packs-column-year = Year
packs-column-read = Text that was read
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
packs-field-also = also owed by
packs-field-carried_by = carried by
packs-field-applies_to = applies to
packs-field-applies_when = applies when
packs-field-asked_as = asked as
packs-field-chapter = Chapter
packs-field-proposed = Proposed duties
packs-field-note = note

packs-duties = Duties of posts that change: { $count }
packs-duty-begins = { $post }: “{ $duty }” is new, { $new }, from the period that begins on { $since }
packs-duty-ends = { $post }: “{ $duty }” is no longer asked for; the period that has begun runs until { $until }
packs-duty-other-period = { $post }: “{ $duty }” changes from { $old } to { $new }: the present period runs until { $until }, the new rule from { $since }
packs-duty-other-number = { $post }: the number for “{ $duty }” changes from { $old } to { $new }: the present period runs until { $until }, the new rule from { $since }
packs-duty-other-owed = { $post }: “{ $duty }” is owed by others (once by the body, or by each): the present period runs until { $until }, the new rule from { $since }
packs-duty-term = the end of the term
packs-export-nothing = There is nothing to write.
packs-export-written = Written to { $folder }: { $files }.

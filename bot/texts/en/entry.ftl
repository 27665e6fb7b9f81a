# One entry: its day, note and files.
entry-title = <b>{ $duty }</b> ({ $period })
entry-line = · done on { $day }, recorded by { $name }
entry-line-filled-in = · done on { $day }, recorded late, { $recorded }, by { $name }
entry-line-made-up = · done late, on { $day }, recorded by { $name }
entry-line-withdrawn = · <s>done on { $day }, recorded by { $name }</s> (withdrawn)
entry-button = Correct, proofs
entry-correct-button = Correct the day
entry-add-button = Add proofs
entry-files-button = See proofs: { $count }
entry-note-button = Change the note
entry-unnote-button = Remove the note
entry-unfile-button = Remove no. { $number }
entry-type-day =
    <b>Correct: { $duty }</b> ({ $period })
    It says { $day }. On which day was it really? Press it, or send it.
entry-correct = <b>Correct: { $duty }</b> ({ $period })
entry-correct-from = Was { $day }
entry-correct-to = Now { $day }
entry-correct-kept = { $note ->
    [yes] { $files ->
        [0] The note stays
        [one] Note and 1 proof stay
       *[other] Note and { $files } proofs stay
    }
   *[no] { $files ->
        [one] 1 proof stays
       *[other] { $files } proofs stay
    }
}; the first entry stays on record.
entry-correct-nothing-kept = The first entry stays on record.
entry-correct-yes = Correct
entry-correct-no = Leave it
entry-corrected = Corrected to { $day }.
entry-type-note = Please send the new note. The old one is not kept.
entry-file-removed = The proof is removed; that it was there stays on record.
entry-file-caption = No. { $number } of { $count }
entry-files-lost = { $count ->
    [one] 1 proof can
   *[other] { $count } proofs can
} no longer be opened. You can add it again.

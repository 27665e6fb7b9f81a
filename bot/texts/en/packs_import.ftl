# dutybot packs import: reading a document
packs-import-read = Read { $file } ({ $kind }{ $encoding ->
    [none] {""}
   *[other] , { $encoding }
}): { $characters } characters.
packs-import-articles = Articles imported: { $articles } (paragraphs { $paragraphs }, items { $items }), text kept verbatim.
packs-import-header = { $table ->
    [none] Table
   *[other] Sheet “{ $table }”
}, row { $row } is the header: { $columns }
packs-import-column = “{ $header }” as { $column ->
    [number] number
    [text] text
    [subject] subject
   *[cadence] cadence
}
packs-import-gaps = Article numbers are missing in the sequence: { $numbers }. Check the source.
packs-import-left-out = Lines in none of the articles: { $count }
packs-import-repeats = Article numbers that come again or out of order: { $numbers }. Their lines stay in the article before; check the source.
packs-import-place = { $unit ->
    [page] page
   *[line] line
} { $number }
packs-import-place-in-sheet = sheet “{ $table }”, row { $number }
packs-import-left-out-line = { $place } ({ $role ->
    [adoption] adoption or publication
    [preamble] before the articles or outside the table
    [contents] table of contents
    [annotation] annotation
    [heading] heading without an article
    [signature] signature
    [hidden] not shown in the document
    [deleted] deleted while changes were tracked
    [footnote] footnote or endnote
    [comment] comment
    [reading] reading over a word
    [placeholder] form field not filled in
    [page-edge] header, footer or page number
    [navigation] navigation of the web page
    [no-value] formula without a saved value
    [no-text] page without any text
    [elsewhere] text box or embedded document
   *[editorial] editorial note
}): { $text }
packs-import-proposals = Duties read, to be confirmed: { $count }. Give the entry its subject and cadence in clauses.yaml to confirm one; nothing is scheduled before.
packs-import-named-after-file = The text has no title; the name of the file was taken. Change it in pack.yaml.
packs-import-no-edition = The text has no date of publication; the edition is “版本未注明”. Change it in pack.yaml.
packs-import-ready = No faults; it can be used at once: dutybot ask "…" --pack { $folder }
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
packs-sign-broken-character = invalid characters
packs-sign-half-reading = half a reading
packs-sign-lost-character = question mark for a lost character
packs-sign-odd-symbol = symbols in words
packs-sign-rare-character = rare characters
packs-sign-other-script = characters of the other script
packs-sign-other-encoding = wrong encoding

packs-import-bad-columns = The columns “{ $columns }” cannot be understood. Write number=…,text=…,subject=…,cadence=… with the headers of the table; text is needed.
packs-import-no-columns = { $file } has no column that is known to hold the text. Headers found: { $headers }. Name it with --columns, such as --columns text=内容,subject=责任主体.
packs-import-missing = There is no file { $file }.
packs-import-unreadable = { $file } cannot be opened.
packs-import-too-large = { $file } is larger than 10 MB.
packs-import-empty = { $file } is empty.
packs-import-not-text = { $file } is no text or document that can be read.
packs-import-unknown-encoding = The encoding of { $file } cannot be told; save it as UTF-8 first.
packs-import-broken-file = { $file } is damaged or not in proper form and cannot be read.
packs-import-encrypted = { $file } has a password; take it off first.
packs-import-doc = { $file } is an old Word document (.doc); save it as docx first.
packs-import-rtf = { $file } is an RTF document; save it as docx first.
packs-import-odt = { $file } is an OpenDocument text; save it as docx first.
packs-import-picture = { $file } is a picture and has no text to read.
packs-import-archive = { $file } is an archive; unpack it and import the document in it.
packs-import-markup = { $file } is markup with the root element { $root }; only web pages can be imported.
packs-import-no-text-layer = { $file } has no text layer (it is probably a scan); take a PDF with text, or a docx.
packs-import-no-fonts = { $file } does not embed its fonts and this machine has none, so text would be lost; import it on a machine with fonts, or take a docx.
packs-import-entities = { $file } declares a document type or entities; it is not read, for safety.
packs-import-bomb = { $file } would unpack to too much (about { $size } MB; at most { $limit } MB and a ratio of 100); it is not read.
packs-import-too-many-entries = { $file } has { $entries } parts, more than { $limit }; it is not read.
packs-import-too-many-rows = The tables in { $file } have more than { $limit } rows; split it first.
packs-import-too-many-pages = { $file } has more than { $limit } pages; split it first.
packs-import-too-much-text = { $file } has more than { $limit } characters; split it first.
packs-import-far-cell = In { $file } the cell { $cell } is too far from the rest; delete it first.
packs-import-too-heavy = Reading { $file } took too much memory or time and was stopped.

# dutybot packs import --confirm: looked through on a local page
review-open = Open in a browser on this machine (Ctrl+C gives it up): { $address }
review-hint = Save changes to have them read again. Rows that are unclear or have no post stay as text and are not reminded of. Nothing is written before you confirm.
review-how-often = How often
review-save = Save changes
review-as-text = Keep as text only
review-nothing = There is nothing to confirm: a row needs a rhythm and a post.
review-ended = { $count } confirmed. You can close this page.
review-taken = { $number } { $name }: { $who }, { $said }
review-written = Wrote { $count } into clauses.yaml of { $folder }; the rest is as it was.
review-left = Nothing was confirmed; the draft { $folder } is as it was.
review-no-list = The draft { $folder } names no duties or no posts: it is no list of duties, and cannot be confirmed on a page. The draft is kept.
review-unfinished = The draft { $folder } has the faults above; put them right first. The draft is kept.
review-no-json = --confirm and --json cannot be used together.
review-read-back = What you changed was read again. Check its days, then confirm.

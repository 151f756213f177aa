# Faults of comments.

fault-comment-empty = Write something first.
fault-comment-long = A comment has at most { $most } letters.
fault-mention-unread = { $name } may not read this record, and so cannot be mentioned on it. Share the record first, or leave the name out.
fault-mention-several = Several people are called { $name }: choose one from the list while you type.

# Notifications: what a person is told of what others did.
notify-title = Notifications
notify-unread = { $count ->
    [one] Notifications: { $count } unread
   *[other] Notifications: { $count } unread
}
notify-many = { $count ->
    [one] { $count } record
   *[other] { $count } records
}
notify-kind-assigned = Handed to you
notify-kind-changed = Changed
notify-kind-comment = New comment
notify-kind-shared = Shared with you
notify-kind-due = Due today or overdue
notify-kind-mention = You are mentioned
notify-new = New
notify-read = Mark as read
notify-read-all = Mark all as read
notify-none = Nothing to tell
notify-none-text = Here you hear when records are handed to you, shared with you or changed while you follow them, and what is due.
notify-older = Older
notify-newest = Newest
notify-wish-title = What I am told
notify-wish-lead = Notifications are made only of records that you may read.
notify-wish-assigned = Records are handed to me
notify-wish-changed = Others change a record that I follow
notify-wish-comment = Somebody comments on what I follow, or after I did
notify-wish-shared = A record is shared with me
notify-wish-due = My tasks are due, each morning
notify-wish-mention = Somebody mentions me
notify-quiet = Quiet hours
notify-quiet-from = From
notify-quiet-to = To
notify-quiet-help = In the company's time zone. Nothing pops up in them; the count waits.
notify-wish-saved = Saved. You are told from now on as you wish.
action-follow = Follow
action-unfollow = Follow no more
said-follows = You are told what others change here.
said-unfollows = You are not told of it any more.
evidence-kind-follow = Began or ceased to follow
evidence-kind-notifications = Read the notifications
evidence-kind-telling = Changed what is notified

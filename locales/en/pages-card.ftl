# The card: comments, next step, what is new, and what its story is narrowed to.

comments-title = Comments
comments-hint = Say something about it; @ and a name calls somebody
comments-say = Comment
comments-remove = Take back
comments-remove-question = Take this comment back?
comments-remove-text = Its words are shown to nobody any more. That it was there stays.
comments-changed = changed { $when }
comments-removed = taken back { $when }
comments-earlier = What it said before
comments-found = Comments
said-comment-removed = The comment is taken back.

card-news = { $count ->
    [one] { $count } new since you were here
   *[other] { $count } new since you were here
}
card-comments = { $count ->
    [one] { $count } comment
   *[other] { $count } comments
}
story-since = You were here { $when }
story-kinds = What the story shows
story-kind-mail = Mails
story-kind-call = Calls
story-kind-meeting = Meetings
story-kind-note = Notes
story-kind-task = Tasks
story-kind-stage = Stages
story-kind-change = Changes
story-newest = Newest
story-older = Earlier
next-step = Next step
next-step-none = No next step
next-step-set = Set a task

# The pages on which a company arranges what is there: stages, lists, cards, menus.

arrange-show = Show what changes
arrange-apply = Apply
arrange-effect = What would change
arrange-nothing = Nothing would change.
arrange-new = new
arrange-up = Move up: { $label }
arrange-down = Move down: { $label }

## stages
stages-title = Stages: { $plural }
stages-lead = Add stages of your own, rename any of them, put them in order and say how likely each is to be won. Nothing changes until you have seen what would change.
stages-board = Open the board
stages-arrange = Stages
stages-list = From the first contact to the end
stages-label = Name of the stage: { $label }
stages-probability = Probability: { $label }
stages-new = New stage
stages-more = Languages, use
stages-off = Out of use
stages-retire = Out of use
stages-to = What stands in it goes to
stages-outcome-open = Open
stages-outcome-won = Won
stages-outcome-lost = Lost
stages-saved = The stages are as you arranged them.
stages-heads = The board will have these columns:
stages-reordered = The order changes. What stands where stays.
stages-line-new = “{ $label }” is a new stage.
stages-line-renamed = “{ $before }” will be called “{ $label }”.
stages-line-renamed-elsewhere = “{ $label }” gets another name in another language.
stages-line-probability = “{ $label }” counts { $after } % instead of { $before } %. { $count ->
    [0] Nothing stands in it.
    [one] { $count } record that stands in it weighs otherwise in forecasts.
   *[other] { $count } records that stand in it weigh otherwise in forecasts.
}
stages-line-retired = “{ $label }” goes out of use. Nothing stands in it.
stages-line-moves = “{ $label }” goes out of use. { $count ->
    [one] { $count } record that stands in it moves to “{ $to }”.
   *[other] { $count } records that stand in it move to “{ $to }”.
} Each move is kept with the record and can be undone.
stages-line-restored = “{ $label }” is in use again.
stages-rests = These conditions name it, and will meet no record of it any more:
stages-rest-segment = Segment “{ $name }” of { $of }
stages-rest-measure = Figure “{ $name }” of { $of }
stages-rest-field = Field “{ $name }” of { $of }
stages-rest-finding = Finding “{ $name }”
stages-rest-rule = Special rule “{ $name }”

## layout
layout-title = Layout: { $plural }
layout-lead = Choose the columns of the list, and what stands where on the card and its form. It arranges and hides nothing from anybody: rights do that.
layout-open = Layout
layout-columns = Columns of the list
layout-card = Card and form
layout-further = Further columns
layout-first = leads to the record
layout-gone = No column any more:
layout-new-section = New section
layout-new-text = Give it a name, and choose it at a field.
layout-section-label = Name of the section: { $label }
layout-empty = Nothing stands in it: it will not be shown.
layout-nowhere = Not on the card
layout-place = Section: { $label }
layout-fold = Show it on the form only when asked for
layout-folded = when asked for
layout-saved = The layout holds from now on.
layout-reset = Back to Candor's layout
layout-reset-question = { $plural }: back to Candor's layout?
layout-reset-text = Columns, sections and their names become those of Candor again. Your own fields stay, each in its place.
layout-reset-done = The layout is Candor's again.
form-folded = { $count ->
    [one] { $count } more field
   *[other] { $count } more fields
}

doubt = Figure in doubt
doubt-plural = Figures in doubt

doubt-f-file = File
doubt-f-sheet = Sheet
doubt-f-cell = Cell
doubt-f-cell-help = As the spreadsheet names it: column and row, like D17.
doubt-f-value = What stands there
doubt-f-reason = Why it is in doubt
doubt-f-reason-o-not_a_number = Not a number
doubt-f-reason-o-not_a_date = Not a date
doubt-f-reason-o-unknown_unit = Unknown unit
doubt-f-reason-o-unknown_currency = Unknown currency
doubt-f-reason-o-fraction_of_indivisible = Fraction of something indivisible
doubt-f-reason-o-total_differs = Total does not add up
doubt-f-reason-o-out_of_range = Out of range
doubt-f-reason-o-unknown_choice = Unknown choice
doubt-f-reason-o-unknown_reference = Points to nothing known
doubt-f-reason-o-missing_required = Required and empty
doubt-f-reason-o-contradiction = Contradicts another file
doubt-f-reason-o-duplicate = Stands twice
doubt-f-reason-o-formula_error = Error in a formula
doubt-f-reason-o-not_readable = Not what the field holds
doubt-f-reason-o-other = Other
doubt-f-note = Explanation
doubt-f-amount = Amount at stake
doubt-f-amount-help = How much money depends on this figure.
doubt-f-order = Order
doubt-f-deal = Deal
doubt-f-company = Company
doubt-f-batch = Import
doubt-f-resolved = Decided

doubt-s-open = To be decided

doubt-m-count = Figures in doubt
doubt-m-amount_sum = Amount at stake
doubt-m-amount_sum-help = How much money depends on figures that nobody has decided on.

doubt-c-main = Figure in doubt
doubt-c-about = What it is about

# The menu and the first page: of a role, and of oneself.
menu-open = Menu and first page
menu-title = Menu: { $role }
menu-lead = Choose what stands in the menu of people with this role, in which order, and where they begin. It hides links and takes no right: the search (Ctrl+K) and addresses lead everywhere as before.
menu-back = All roles
menu-pages = What stands in the menu
menu-part-top = Above, without a heading
menu-part-empty = Nothing stands here: the part will not be shown.
menu-nowhere = Not in the menu
menu-begins-title = First page
menu-begins = The page that opens first
menu-begins-help = It opens after signing in and by the name “Candor” above the menu. If it can no longer be opened, My day opens.
menu-begins-company = As the company has it: { $label }
menu-begins-lists = Lists
menu-begins-boards = Boards
menu-begins-views = Saved views
menu-begins-board = { $plural }: board
menu-begins-view = { $plural }: { $name }
menu-they-begin = First page: { $label }
menu-gone = No longer in the menu: { $pages }
menu-touched = { $count ->
    [0] For none of them anything changes.
    [one] The menu of one of them changes.
   *[other] The menu of { $count } of them changes.
} Whoever arranged their own menu keeps it.
menu-saved = The menu holds from the next click on.
menu-reset = Back to Candor's menu
menu-reset-question = { $role }: back to Candor's menu?
menu-reset-text = The menu and the first page of this role become those of Candor again. Whoever arranged their own keeps it.
menu-reset-done = The menu is Candor's again.

## one's own
menu-own-title = Menu and first page
menu-own-lead = Hide what you do not use, put the rest in your order and choose where you begin. It is yours alone. The search (Ctrl+K) finds every page all the same.
menu-own-is-not = Your menu and your first page are as the company has them.
menu-own-is = You arranged your menu and your first page yourself.
menu-own-arrange = Arrange
menu-own-saved = Your menu is as you arranged it.
menu-own-company = As the company has it
menu-own-company-done = Your menu is as the company has it.
evidence-kind-menu = Arranged the own menu

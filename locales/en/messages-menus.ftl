# What keeps a menu from being taken over.
fault-menu-begins = You may not begin with this page. Choose another one.
fault-menu-view = { $text } is no saved view that everybody has. Share it first, or choose another first page.

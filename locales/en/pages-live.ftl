# Changes of others on an open page.
live-changed = Something here was changed.
live-show = Show
live-form = This record was changed meanwhile. When you save, you see what differs.

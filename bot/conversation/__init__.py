"""What every handler stands on: the context, buttons and their seals, what is typed, menus."""

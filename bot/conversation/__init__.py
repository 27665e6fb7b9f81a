"""The ground of all handlers: the context, commands and menus, buttons and seals, typed days."""

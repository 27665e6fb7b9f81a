"""Being forgotten: what is kept of somebody, erasing it, and erasing it again after a restore."""

"""Screens of confirming, reliefs, closing statements, exports and checklists."""

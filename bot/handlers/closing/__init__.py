"""Confirming, reliefs, closing statements, exports and checklists."""

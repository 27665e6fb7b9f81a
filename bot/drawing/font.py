"""The font of all pictures: it has the rare characters of names."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

FONT_FILE = Path(str(files("noto_cjk_sans_otc"))) / "NotoSansCJK-Regular.ttc"

FAMILIES = {"zh-Hans": "Noto Sans CJK SC", "zh-Hant": "Noto Sans CJK TC", "en": "Noto Sans CJK SC"}
"""The face of the collection for each language."""

"""One SVG to PNG; run in the worker, which imports nothing else of the bot."""

from __future__ import annotations


def png(svg: str, font_file: str, family: str) -> bytes:
    """Draw it, with this font and no other.

    Raises:
        ValueError: it is no SVG.
    """
    import resvg_py

    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg, skip_system_fonts=True, font_files=[font_file], font_family=family
        )
    )

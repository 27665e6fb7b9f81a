"""The board drawn: values to SVG."""

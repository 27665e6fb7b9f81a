"""From SVG to PNG, beside the loop."""

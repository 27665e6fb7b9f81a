"""From domain values and a catalogue to what a person sees; pure."""

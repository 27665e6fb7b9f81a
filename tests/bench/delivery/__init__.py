"""What `dutybot bench delivery` measures."""

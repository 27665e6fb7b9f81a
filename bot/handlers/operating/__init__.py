"""What operators do in the chat."""

"""The statements and articles that may answer a question, best first."""

"""What the import keeps of generated documents, format by format."""

"""What a document says, taken apart: articles, tables of duties, interviews, stated quotas."""

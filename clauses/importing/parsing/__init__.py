"""Documents taken apart: articles, tables of duties, interviews, stated quotas."""

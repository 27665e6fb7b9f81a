"""The database: connections, tables, migrations, and what differs between SQLite and PostgreSQL."""

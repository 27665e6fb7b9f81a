"""The database: engine, tables, migrations, and the queries, one file per aggregate."""

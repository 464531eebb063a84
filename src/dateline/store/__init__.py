"""Desks: SQLite is the record, Parquet the shelf, DuckDB the lens."""

"""Where reports, figures in force, roll-ups and targets are kept: SQLite by default, PostgreSQL for many users."""

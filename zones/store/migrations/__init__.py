"""Alembic's scripts; they run through zones.store.upgrade."""

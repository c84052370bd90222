"""A briefing in words, tables and charts, and as a file of every format."""

"""Pure rules of the figures: no database, no file, no screen."""

"""From published files to the database. Imports no UI."""

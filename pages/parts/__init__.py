"""What pages are made of: frame, filters, panel, charts, maps, words."""

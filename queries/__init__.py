"""From a reader's selection to a frame. Imports no UI."""

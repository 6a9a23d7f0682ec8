"""Case sheets of IOM's Human Trafficking Case Data Standard (HTCDS 2.0): told apart and reported, never loaded.

They hold what identifies people. Nothing here writes a cell's content anywhere, not even into an error.
"""

from etl.htcds.check import REFUSED, CaseReport, checked
from etl.htcds.sheet import find

__all__ = ["REFUSED", "CaseReport", "checked", "find"]

"""The palette is legible on both papers and stays apart under the three colour blindnesses."""

import itertools
import re

import pytest

from pages.parts.theme import MOST_DIRECT, SIZES, SYMBOLS, THEMES, Theme, layout
from pages.parts.words import words
from tests.colour import contrast, hue_and_chroma, nearest

# CAM02-UCS; about 1 is just noticeable side by side, and marks far apart on a chart need much more.
SERIES_APART = 17.0
REST_APART = 8.0
STEPS_APART = 5.0


@pytest.fixture(params=list(THEMES))
def theme(request: pytest.FixtureRequest) -> Theme:
    return THEMES[request.param]


def test_text_has_a_contrast_of_four_and_a_half(theme: Theme) -> None:
    assert all(contrast(colour, theme.paper) >= 4.5 for colour in (theme.ink, theme.muted))


def test_marks_have_a_contrast_of_three(theme: Theme) -> None:
    assert all(contrast(colour, theme.paper) >= 3 for colour in (*theme.series, theme.rest, theme.outline))


def test_series_stay_apart_for_every_eye(theme: Theme) -> None:
    assert nearest(theme.series) >= SERIES_APART


def test_what_stands_back_is_no_series(theme: Theme) -> None:
    assert nearest((*theme.series, theme.rest)) >= REST_APART


def test_steps_of_the_ramp_are_told_apart_and_darken_or_lighten_one_way(theme: Theme) -> None:
    assert min(nearest(pair) for pair in itertools.pairwise(theme.ramp)) >= STEPS_APART
    steps = [contrast(colour, theme.paper) for colour in theme.ramp]
    assert steps == sorted(steps)


def test_no_data_is_never_a_step_of_the_ramp(theme: Theme) -> None:
    assert min(nearest((theme.no_data, step)) for step in theme.ramp) >= STEPS_APART


def test_numbers_printed_on_a_tint_stay_legible(theme: Theme) -> None:
    assert all(contrast(theme.ink, step) >= 4.5 for step in theme.ramp[:3])


def test_every_series_has_a_symbol_of_its_own(theme: Theme) -> None:
    assert len(set(SYMBOLS)) == len(theme.series) == MOST_DIRECT


def test_no_red_that_shouts(theme: Theme) -> None:
    assert not [hue for hue, chroma in map(hue_and_chroma, theme.series) if (hue < 30 or hue > 350) and chroma > 25]


def test_nothing_is_smaller_than_thirteen_pixels_and_the_stage_doubles_it() -> None:
    assert min(size.small for size in SIZES.values()) >= 13
    assert SIZES["stage"].font == 2 * SIZES["normal"].font
    assert SIZES["stage"].line == 2 * SIZES["normal"].line


def test_the_layout_speaks_the_readers_separators(theme: Theme) -> None:
    assert layout(theme, SIZES["normal"], words("en"))["separators"] == ".,"
    assert layout(theme, SIZES["normal"], words("fr"))["separators"] == ",\u202f"


def test_colours_are_written_as_six_digits(theme: Theme) -> None:
    colours = [theme.paper, theme.ink, theme.muted, *theme.series, *theme.ramp]
    assert all(re.fullmatch(r"#[0-9A-F]{6}", colour) for colour in colours)

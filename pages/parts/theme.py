"""Colours, type and sizes of every chart: the light and the dark paper, the normal, stage and phone size.

Series colours keep their distance under the three colour blindnesses and their contrast on the paper
(tests/test_theme.py measures both); the second cue is a marker symbol a series, so colour is never alone.
"""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from pages.parts.words import Words

SANS: Final = '"Source Sans", "Source Sans 3", "Noto Sans", sans-serif'
SERIF: Final = '"Source Serif", "Source Serif 4", "Noto Serif", serif'
# Plotly's name of a marker, and the letter that shows it in a label.
SYMBOLS: Final = (
    ("circle", "●"), ("square", "■"), ("diamond", "◆"), ("triangle-up", "▲"), ("triangle-down", "▼"), ("star", "★"),
)  # fmt: skip
MOST_DIRECT: Final = len(SYMBOLS)  # more series than this are drawn as small multiples


@dataclass(frozen=True)
class Theme:
    """The colours of one paper. `ramp`: from few to many; `no_data` is never a step of it."""

    name: str
    paper: str
    ink: str
    muted: str
    rule: str
    series: tuple[str, ...]
    rest: str  # series that stand back, unknown
    ramp: tuple[str, ...]
    no_data: str
    outline: str  # around a country with a value, zero included
    zero: str


LIGHT: Final = Theme(
    name="light",
    paper="#FBF9F5",
    ink="#1D2730",
    muted="#5A6772",
    rule="#E4DFD6",
    series=("#0B5D66", "#B15F1D", "#997FC7", "#449F84", "#5E2807", "#5A2CA0"),
    rest="#6F7880",
    ramp=("#BFDDCC", "#9CCAB4", "#7CBAA1", "#449F84", "#297E75", "#0B5D66", "#063C43"),
    no_data="#E1E4E9",
    outline="#7C8890",
    zero="#FFFFFF",
)
DARK: Final = Theme(
    name="dark",
    paper="#0F161C",
    ink="#E9E4DA",
    muted="#A9B2B8",
    rule="#2A343D",
    series=("#57999D", "#EFA550", "#CDB4FD", "#A8EED3", "#B8583A", "#9159DD"),
    rest="#B0B5B8",
    ramp=("#16494A", "#1C5C57", "#266F66", "#3D8F81", "#5BAA94", "#88CCB2", "#BDE9D3"),
    no_data="#34322E",
    outline="#8C979E",
    zero="#0F161C",
)
THEMES: Final = MappingProxyType({"light": LIGHT, "dark": DARK})


@dataclass(frozen=True)
class Size:
    """How large a chart is drawn. `letters`: where a label is wrapped; `width` and `least`: the narrowest and the
    lowest space on screen that it is drawn in, in pixels, where nothing may overlap."""

    name: str
    font: int
    line: float
    marker: float
    height: int
    letters: int
    columns: int
    width: int
    least: int

    @property
    def line_height(self) -> float:
        return self.font * 1.25

    @property
    def small(self) -> float:
        """Type for what stands back; never under 13 pixels."""
        return max(13, self.font * 0.9)

    def text_width(self, letters: int) -> int:
        """Pixels that so many letters take at most."""
        return round(letters * self.font * 0.54)


NORMAL: Final = Size("normal", font=15, line=2.5, marker=8, height=420, letters=22, columns=4, width=700, least=420)
STAGE: Final = Size("stage", font=30, line=5, marker=16, height=480, letters=18, columns=4, width=1180, least=380)
PHONE: Final = Size("phone", font=13, line=2, marker=7, height=380, letters=13, columns=2, width=328, least=380)
SIZES: Final = MappingProxyType({size.name: size for size in (NORMAL, STAGE, PHONE)})


def layout(theme: Theme, size: Size, words: Words) -> dict[str, Any]:
    """What every chart has in common: paper, type, the language's separators, a quiet hover, no legend."""
    return {
        "template": "none",
        "paper_bgcolor": theme.paper,
        "plot_bgcolor": theme.paper,
        "font": {"family": SANS, "size": size.font, "color": theme.ink},
        "separators": words.separators,
        "height": size.height,
        "margin": {"l": 0, "r": 8, "t": 8, "b": 0},
        "showlegend": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": theme.paper,
            "bordercolor": theme.muted,
            "font": {"family": SANS, "size": max(13, size.font), "color": theme.ink},
            "align": "left",
        },
        "dragmode": False,
    }


def axis(theme: Theme, size: Size, **more: Any) -> dict[str, Any]:
    """A thin axis: its labels in muted ink, no grid, no zero line, no zooming by accident."""
    return {
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "fixedrange": True,
        "automargin": True,
        "tickfont": {"color": theme.muted, "size": size.font},
        "ticks": "",
        **more,
    }


def pencil(theme: Theme, size: Size) -> dict[str, Any]:
    """The light horizontal grid, and the line that zero stands on."""
    return {"showgrid": True, "gridcolor": theme.rule, "gridwidth": 1, "zeroline": True,
            "zerolinecolor": theme.muted, "zerolinewidth": size.line / 2}  # fmt: skip


def mixed(colour: str, paper: str, share: float) -> str:
    """#RRGGBB: so much of a colour on a paper, without transparency."""
    pairs = [(int(colour[at : at + 2], 16), int(paper[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(ink * share + ground * (1 - share)):02X}" for ink, ground in pairs)


def pale(colour: str, opacity: float) -> str:
    """#RRGGBB with an opacity of 0 to 1."""
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"

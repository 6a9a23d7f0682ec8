"""The funnel of a map of shares, in place of a ranking: which places differ from all by more than chance gives.

Control limits of Spiegelhalter (2005), Statistics in Medicine 24, 1185-1202: exact binomial limits around the share of
all, by the number of records known, widened where places differ more than chance lets them (docs/decisions/funnel.md).
"""

from dataclasses import replace
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import polars as pl

from queries.figure import Figure, kept
from queries.measures import SMALL_BASE
from queries.places import places
from queries.uncertainty import may_test
from queries.view import View

Numbers = npt.NDArray[np.float64]
# Two-sided: by chance alone, one place in twenty lies outside the first pair, one in five hundred outside the second.
LEVELS: Final = {"lower_998": 0.001, "lower_95": 0.025, "upper_95": 0.975, "upper_998": 0.999}
WINSORISED: Final = 0.1  # the part of the places at either end that may not decide how wide the limits are
LEAST_PLACES: Final = 5  # fewer say nothing of how places differ
_POINTS: Final = 160  # of a curve


@kept
def funnel(view: View) -> Figure:
    """Each place's share against the number of records that answer there, with control limits around the share of all.

    Frame, a row a place with enough known for a percentage: code, selected, value_low, value_high (percent), low, high,
    known, known_high, lower_998, lower_95, upper_95, upper_998 (limits at its `known`, percent; null where none are
    drawn), position (inside, above or below the 95 % limits) and far (outside the 99.8 % limits). A share with a
    censored value in it is outside only if all of it is. Facts: those of the map, and target (percent, bounds), phi
    (over-dispersion, 1 where chance explains all), curves (n and the limits), small (places with too few known),
    largest (code and part of the known), without (why there are no limits: "protection", "few", "same", or "").
    """
    return funnel_of(places(replace(view, measure="share", show="")))


def funnel_of(whole: Figure) -> Figure:
    """The funnel of a map of shares."""
    names = ("code", "selected", "value_low", "value_high", "low", "high", "known", "known_high")
    frame = whole.frame.filter(pl.col("value_low").is_not_null()).select(names).sort("code")
    small = whole.frame.filter((pl.col("known_high") > 0) & (pl.col("known") < SMALL_BASE) & pl.col("selected"))
    target = _target(frame)
    without = "" if may_test(whole.edition) else "protection"
    without = without or _unlimited(frame, target)
    phi = 1.0 if without else over_dispersion(frame, target)
    frame = _placed(frame, target, phi, bool(without))
    facts = {
        **whole.facts, "target": share_of_all(frame), "phi": phi, "without": without,
        "curves": None if without else _curves(frame["known"], target, phi),
        "small": small.height, "largest": _largest(frame), "drawn": frame.height,
    }  # fmt: skip
    notes = tuple(note for note in whole.notes if note not in ("boundaries", "small_base"))
    return Figure("funnel", replace(whole.view, show=""), whole.edition, frame, facts, notes)


def share_of_all(frame: pl.DataFrame) -> tuple[float, float]:
    """The share of some places together, in percent, its bounds."""
    low, high = _target(frame)
    return 100 * low, 100 * high


def _target(frame: pl.DataFrame) -> tuple[float, float]:
    """The share of all places together, as a fraction, its bounds."""
    low, high = float(frame["low"].sum()), float(frame["high"].sum())
    others_low, others_high = float(frame["known"].sum()) - low, float(frame["known_high"].sum()) - high
    return low / max(1.0, low + others_high), high / max(1.0, high + others_low)


def _unlimited(frame: pl.DataFrame, target: tuple[float, float]) -> str:
    """Why no limits can be drawn: too few places, or nobody or everybody everywhere."""
    return "few" if frame.height < LEAST_PLACES else "same" if target[0] <= 0 or target[1] >= 1 else ""


def limit(level: float, n: Numbers, target: float) -> Numbers:
    """The share (a fraction) under which a part `level` of the places with the share `target` lies, by the number of
    records `n`: the binomial's quantile, interpolated between whole records (Spiegelhalter 2005, appendix A.1.1)."""
    r, whole = _quantile(level, n, target), n.astype(np.int64)
    reached = _at_most(r, whole, target)
    before = np.where(r > 0, _at_most(np.maximum(r - 1, 0), whole, target), 0.0)
    return np.asarray((r - (reached - level) / (reached - before)) / n, dtype=np.float64)


def _quantile(level: float, n: Numbers, target: float) -> Numbers:
    """The least whole number of records that at least a part `level` of samples does not exceed."""
    from scipy.special import bdtrik

    found = np.ceil(np.nan_to_num(np.maximum(bdtrik(level, n, target), 0.0)))
    lower = np.maximum(found - 1, 0)
    return np.asarray(np.where(_at_most(lower, n.astype(np.int64), target) >= level, lower, found), dtype=np.float64)


def _at_most(r: Numbers, n: npt.NDArray[np.int64], target: float) -> Numbers:
    """The part of samples of `n` records that have at most `r` with the answer."""
    from scipy.special import bdtr

    return np.asarray(bdtr(r, n, target), dtype=np.float64)


def limits(n: Numbers, target: tuple[float, float], phi: float) -> dict[str, Numbers]:
    """The control limits at each number of records, in percent; their distance from the target grows with the root of
    the over-dispersion. Where the target is an interval, each limit starts at its far bound."""
    wide = phi**0.5
    ends = {name: target[0] if level < 0.5 else target[1] for name, level in LEVELS.items()}
    return {
        name: 100 * np.clip(ends[name] + wide * (limit(level, n, ends[name]) - ends[name]), 0.0, 1.0)
        for name, level in LEVELS.items()
    }


def over_dispersion(frame: pl.DataFrame, target: tuple[float, float]) -> float:
    """How many times the variance between places is that of chance: the mean square of their standardised distances
    from the target, the outermost tenth at either end drawn in; never under 1.

    A share that is an interval counts at the end that lies further away: the limits are rather too wide.
    """
    n = frame["known"].to_numpy().astype(np.float64)
    shares = [frame[name].to_numpy() / 100 for name in ("value_low", "value_high")]
    scores = [(share - end) / np.sqrt(end * (1 - end) / n) for share, end in zip(shares, target[::-1], strict=True)]
    furthest = np.where(np.abs(scores[0]) > np.abs(scores[1]), *scores)
    inner = np.clip(furthest, *np.quantile(furthest, [WINSORISED, 1 - WINSORISED]))
    return max(1.0, float(np.mean(inner**2)))


def _placed(frame: pl.DataFrame, target: tuple[float, float], phi: float, unlimited: bool) -> pl.DataFrame:
    """The frame with its limits, and on which side of them each place lies."""
    if unlimited:
        bare = [pl.lit(None, pl.Float64).alias(name) for name in LEVELS]
        return frame.with_columns(*bare, position=pl.lit(None, pl.String), far=pl.lit(None, pl.Boolean))
    drawn = limits(frame["known"].to_numpy().astype(np.float64), target, phi)
    above, below = pl.col("value_low") > pl.col("upper_95"), pl.col("value_high") < pl.col("lower_95")
    far = (pl.col("value_low") > pl.col("upper_998")) | (pl.col("value_high") < pl.col("lower_998"))
    side = pl.when(above).then(pl.lit("above")).when(below).then(pl.lit("below")).otherwise(pl.lit("inside"))
    return frame.with_columns(**{name: pl.Series(values) for name, values in drawn.items()}).with_columns(
        side.alias("position"), far.alias("far")
    )


def _curves(known: pl.Series, target: tuple[float, float], phi: float) -> pl.DataFrame:
    """The limits from the fewest records drawn to the most: n, and a column a limit."""
    ends = (float(known.min()), float(known.max()))  # type: ignore[arg-type]
    n = np.unique(np.round(np.geomspace(*ends, _POINTS)))
    return pl.DataFrame({"n": n, **limits(n, target, phi)})


def _largest(frame: pl.DataFrame) -> tuple[str, float] | None:
    """The place with most records, and the part of all of them that is its own."""
    rows: list[dict[str, Any]] = frame.sort("known", "code", descending=[True, False]).head(1).to_dicts()
    return (rows[0]["code"], rows[0]["known"] / float(frame["known"].sum())) if rows else None

"""The spelling of a view in a link: codes, language-free, defaults absent. A bad or old link opens what it can."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from queries.catalogue import Catalogue, Edition
from queries.crossed import CROSSABLE
from queries.crosstab_link import columns_of, crossing
from queries.rates import refusal
from queries.shares import has_a_share
from queries.slices import published
from queries.view import DIMENSIONS, MEASURES, PAGE_OPTIONS, Dropped, Filters, View, key

DEFAULT_BY: Final = {"map": "country", "flows": "country", "table": "exploitation"}
SELECTION: Final = ("dataset", "edition", "indicator", "from", "to", *DIMENSIONS)
OWN: Final = frozenset({"by", "measure", "show", *SELECTION})
# Keys that are the frame's: they are no part of a view.
FRAME: Final = frozenset({"lang", "embed", "embed_options"})
# The second selection of a comparison: what differs from the first, under the same keys. Empty takes a filter off.
VERSUS: Final = "with_"
COMPARES: Final = ("compare",)
# Pages that show one year after the other: their key `year`.
YEARLY: Final = ("map",)
CROSSES: Final = ("table",)
_COUNTED: Final = ("count",)
PAGE_MEASURES: Final = {
    "map": ("count", "share"), "flows": _COUNTED, "sectors": _COUNTED, "recruitment": _COUNTED, "people": _COUNTED,
    "perpetrators": _COUNTED, "table": ("count", "share"), "sdg": _COUNTED, "signals": _COUNTED, "quality": _COUNTED,
}  # fmt: skip
PAGE_BY: Final[Mapping[str, tuple[str, ...]]] = {
    "map": ("country", "origin"), "compare": (), "flows": ("country", "region"), "sectors": (), "recruitment": (),
    "people": (), "perpetrators": (), "table": CROSSABLE, "sdg": ("gender", "age", "exploitation"),
    "signals": (), "quality": (),
}  # fmt: skip


def read_link(page: str, link: Mapping[str, Sequence[str]], loaded: Catalogue) -> tuple[View, tuple[Dropped, ...]]:
    """The view a link asks for, and the parts of it that could not be opened.

    Raises NoDatabaseError where nothing is loaded.
    """
    options = PAGE_OPTIONS.get(page, {})
    known = OWN | FRAME | options.keys() | ({VERSUS + name for name in SELECTION} if page in COMPARES else set())
    known |= {"year"} if page in YEARLY else set()
    dropped = [Dropped(name, value, "parameter") for name in link for value in link[name][:1] if name not in known]
    filters, edition = _filters(link, loaded, dropped)
    columns = {"sort": columns_of(link, edition)} if page in CROSSES else {}
    chosen = {
        name: _one_of(link, name, (*allowed, *columns.get(name, ())), allowed[0], dropped)
        for name, allowed in options.items()
    }
    view = View(
        page,
        filters,
        by=_by(page, link, edition, dropped),
        show=_last(link, "show"),
        options=tuple((name, value) for name, value in chosen.items() if value != options[name][0]),
        versus=_versus(link, filters, loaded, dropped) if page in COMPARES else None,
    )
    measures = PAGE_MEASURES.get(page, MEASURES)
    # A rate is refused with its own reason, wherever it is asked for.
    view = replace(view, measure=_one_of(link, "measure", (*measures, "rate"), "count", dropped))
    view = replace(view, year=_one_year(link, view, edition, dropped) if page in YEARLY else None)
    view = (_crossed if page in CROSSES else _published_together)(view, edition, dropped, link)
    return _with_a_rate(_with_a_share(view, dropped), edition, loaded, dropped), tuple(dropped)


def _crossed(view: View, edition: Edition, dropped: list[Dropped], link: Mapping[str, Sequence[str]]) -> View:
    """A crosstab: its filters first, as far as they are published together, then what goes with them."""
    apart = _published_together(replace(view, by=""), edition, dropped, link)
    return crossing(replace(apart, by=view.by), edition, link, dropped)


def _filters(link: Mapping[str, Sequence[str]], loaded: Catalogue, dropped: list[Dropped]) -> tuple[Filters, Edition]:
    edition = _edition(link, loaded, dropped)
    filters = Filters(
        dataset=edition.dataset if _last(link, "dataset") else "",
        edition=edition.edition if _last(link, "edition") == edition.edition else "",
        indicator=_one_of(link, "indicator", edition.indicators, "detected_victims", dropped),
        from_=_year(link, "from", dropped),
        to=_year(link, "to", dropped),
    )
    if filters.from_ and filters.to and filters.from_ > filters.to:
        dropped.append(Dropped("to", str(filters.to), "years_reversed"))
        filters = replace(filters, to=None)
    return filters.having({name: _codes(link, name, edition, dropped) for name in DIMENSIONS}), edition


def _versus(
    link: Mapping[str, Sequence[str]], first_one: Filters, loaded: Catalogue, dropped: list[Dropped]
) -> Filters | None:
    """The selection that is compared with: the first one, with what the `with_` keys say in place. None where nothing
    is asked, or nothing is left that differs."""
    asked = {name: link[VERSUS + name] for name in SELECTION if VERSUS + name in link}
    changed = {name: [value for value in values if value] for name, values in asked.items()}
    if not changed:
        return None
    if "dataset" in changed and "edition" not in changed:
        changed["edition"] = []  # an edition of the first data set names none of the second
    first = {name: values for name, values in link.items() if name in SELECTION}
    found: list[Dropped] = []
    filters, edition = _filters(first | changed, loaded, found)
    apart: list[Dropped] = []
    other = _published_together(View("compare", filters), edition, apart).filters
    found += apart
    dropped += [replace(part, key=VERSUS + part.key) for part in found if part.key in changed]
    if not _is_same(other, first_one, loaded):
        return other
    if not found:
        name, values = next(iter(changed.items()))
        dropped.append(Dropped(VERSUS + name, ", ".join(values), "same"))
    return None


def _is_same(one: Filters, other: Filters, loaded: Catalogue) -> bool:
    """Whether two selections are one: an edition that is named is that of the newest which is not."""
    editions = [loaded.find(each.dataset, each.edition) for each in (one, other)]
    return editions[0] == editions[1] and replace(one, dataset="", edition="") == replace(other, dataset="", edition="")


def link_parameters(view: View) -> dict[str, list[str]]:
    """URL key -> values, the defaults left out: what `read_link` turns back into the same view."""
    found = _spelled_out(view.filters)
    if view.versus:
        other = _spelled_out(view.versus)
        differing = [name for name in SELECTION if other.get(name) != found.get(name)]
        found |= {VERSUS + name: other.get(name, [""]) for name in differing}
    found |= {name: [value] for name, value in view.options} | ({"year": [str(view.year)]} if view.year else {})
    for name, value, absent in (("by", view.by, DEFAULT_BY.get(view.page, "")), ("measure", view.measure, "count")):
        if value and value != absent:
            found[name] = [value]
    return found | ({"show": [view.show]} if view.show else {})


def _spelled_out(filters: Filters) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, default in Filters.__dataclass_fields__.items():
        value = getattr(filters, name)
        if value not in (default.default, "", None):
            found[key(name)] = list(value) if isinstance(value, tuple) else [str(value)]
    return found


def _last(link: Mapping[str, Sequence[str]], name: str) -> str:
    values = link.get(name) or [""]
    return str(values[-1]).strip()


def _edition(link: Mapping[str, Sequence[str]], loaded: Catalogue, dropped: list[Dropped]) -> Edition:
    dataset, edition = _last(link, "dataset"), _last(link, "edition")
    found = loaded.find(dataset)
    if found is None:
        dropped.append(Dropped("dataset", dataset, "not_loaded"))
        found = loaded.default()
    exact = loaded.find(found.dataset, edition)
    if exact is None:
        dropped.append(Dropped("edition", edition, "not_loaded"))
    return exact or found


def _one_of(
    link: Mapping[str, Sequence[str]], name: str, allowed: Sequence[str], default: str, dropped: list[Dropped]
) -> str:
    value = _last(link, name)
    if value and value not in allowed:
        dropped.append(Dropped(name, value, "value"))
    return value if value in allowed else default


def _year(link: Mapping[str, Sequence[str]], name: str, dropped: list[Dropped]) -> int | None:
    value = _last(link, name)
    if re.fullmatch(r"[12]\d{3}", value):
        return int(value)
    if value:
        dropped.append(Dropped(name, value, "year"))
    return None


def _one_year(link: Mapping[str, Sequence[str]], view: View, edition: Edition, dropped: list[Dropped]) -> int | None:
    """The one year of a map: one that the data set has, among those the filters leave."""
    year = _year(link, "year", dropped)
    if year is None:
        return None
    first = max(view.filters.from_ or 0, edition.first_year or 0)
    last = min(view.filters.to or 9999, edition.last_year or 9999)
    if view.by and first <= year <= last:
        return year
    dropped.append(Dropped("year", str(year), "year_outside" if view.by else "year_of_no_map"))
    return None


def _codes(link: Mapping[str, Sequence[str]], name: str, edition: Edition, dropped: list[Dropped]) -> tuple[str, ...]:
    offered = edition.options.get(name, {})
    asked = [_spelled(name, value) for value in dict.fromkeys(link.get(name, ()))]
    reason = "lacking" if name in edition.lacks() else "value"
    dropped += [Dropped(name, value, reason) for value in asked if value not in offered]
    return tuple(value for value in asked if value in offered)


def _spelled(name: str, value: str) -> str:
    """ISO codes upper case, the rest lower: a hand-typed link should open."""
    return value.strip().upper() if name in ("country", "origin") else value.strip().lower()


def _by(page: str, link: Mapping[str, Sequence[str]], edition: Edition, dropped: list[Dropped]) -> str:
    allowed = PAGE_BY.get(page, DIMENSIONS)
    by = _one_of(link, "by", allowed, "", dropped) or DEFAULT_BY.get(page, "")
    if by in edition.lacks() and page not in CROSSES:
        if _last(link, "by"):
            dropped.append(Dropped("by", by, "lacking"))
        return next((other for other in allowed if other not in edition.lacks()), "") if page in PAGE_BY else ""
    return by


def _with_a_share(view: View, dropped: list[Dropped]) -> View:
    """A share of nothing in particular is always 100 %: the count is shown."""
    if view.measure != "share" or has_a_share(view):
        return view
    dropped.append(Dropped("measure", "share", "no_share"))
    return replace(view, measure="count")


def _with_a_rate(view: View, edition: Edition, loaded: Catalogue, dropped: list[Dropped]) -> View:
    """Not everything has residents to be divided by: the count is shown, and the reason said."""
    reason = refusal(view.page, edition, view.filters, view.by, loaded) if view.measure == "rate" else ""
    if not reason:
        return view
    dropped.append(Dropped("measure", "rate", reason))
    return replace(view, measure="count")


def _published_together(
    view: View, edition: Edition, dropped: list[Dropped], _link: Mapping[str, Sequence[str]] | None = None
) -> View:
    """Refuses what the publisher does not give together: the breakdown first, then one filter after the other."""
    if not published(edition, view.filters, view.by) and published(edition, view.filters, ""):
        dropped.append(Dropped("by", view.by, "not_together"))
        return replace(view, by=DEFAULT_BY.get(view.page, ""))
    for name in ("age", "gender", "origin", "origin_region", "exploitation"):
        if published(edition, view.filters, view.by):
            break
        dropped += [Dropped(name, value, "not_together") for value in getattr(view.filters, name)]
        view = replace(view, filters=view.filters.having({name: ()}))
    return view

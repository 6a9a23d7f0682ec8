"""Reads a file of boundaries as a mapping agency publishes it: its areas by country code, its disputed lines.

GeoJSON, Shapefile (also zipped), GeoPackage and whatever else GDAL opens. Coordinates are brought to degrees.
"""

import re
import warnings
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from data.countries import countries, from_iso2, from_name, normalise
from etl.dataset import DataError

if TYPE_CHECKING:
    import geopandas as gpd

# Columns of codes as agencies name them, without case and punctuation. Of several, the one that names most countries.
CODES: Final = (
    "a3", "isoa3eh", "iso3cd", "iso3", "isoa3", "iso3code", "iso31661alpha3", "iso3166alpha3", "isoalpha3", "alpha3",
    "adm0a3", "gid0", "wba3", "shapeiso", "shapegroup", "iso", "id", "iso2cd", "iso2", "isoa2eh", "isoa2",
    "iso31661alpha2", "cntrid", "wba2",
)  # fmt: skip
NAMES: Final = (
    "nameen", "namelong", "name", "admin", "country", "romnam", "namen", "nameengl", "cntrname", "shapename", "title",
)  # fmt: skip
# Codes of Natural Earth that ISO 3166 does not have, and the ISO area they are drawn with (None: with none).
MEANS: Final = MappingProxyType(
    {
        "SOL": "SOM", "CYN": "CYP", "KAS": None, "ATC": "AUS", "CSI": "AUS", "IOA": "CXR", "KOS": "XKX", "PSX": "PSE",
        "SAH": "ESH", "SDS": "SSD", "ALD": "ALA",
    }
)  # fmt: skip
# What a file may draw apart without any code, and Natural Earth's code of it.
APART: Final = MappingProxyType(
    {"n cyprus": "CYN", "northern cyprus": "CYN", "somaliland": "SOL", "siachen glacier": "KAS"}
)
BLANK: Final = frozenset({"", "-99", "-99.0", "None", "nan"})
DISPUTED: Final = re.compile(r"disput|indefinite|undetermined|unsettled|line of control|claim", re.IGNORECASE)
INSIDE: Final = (".shp", ".gpkg", ".geojson", ".json", ".fgb")  # an archive
WITHOUT_CRS: Final = (".json", ".geojson", ".topojson")  # degrees by their standard
SHOWN: Final = 60


@dataclass(frozen=True)
class Boundaries:
    """Areas in degrees, indexed by alpha-3 code, by Natural Earth's (MEANS), or by what the file calls an area that is
    no country. `column` told the codes, `by_names` if they are names. `lines` are those the file marks as disputed,
    `unmarked` how many others it has."""

    areas: "gpd.GeoSeries"
    column: str
    by_names: bool
    lines: tuple[Any, ...]
    unmarked: int


def read_boundaries(source: Path, column: str | None = None) -> Boundaries:
    """The boundaries in a file; `column` holds their codes, where it is not one of CODES. Raises DataError."""
    layers = [_in_degrees(layer, source) for layer in _layers(source) if "geometry" in layer.columns]
    areas = [of for layer in layers if len(of := layer[_is(layer, "Polygon")])]
    if not areas:
        raise DataError(f"{source.name}: holds no areas. Give a file of the countries' polygons")
    layer, named = _chosen(areas, column, source)
    texts = [_text(value) for value in layer[named]]
    by_names = _known(texts, by_names=False) < _known(texts, by_names=True)
    codes = _codes(layer, texts, by_names)
    if not {code for code in codes if code in countries() or code in MEANS}:
        raise DataError(f"{source.name}: none of its codes is an ISO 3166-1 alpha-3 code (column {named}).")
    lines = [row for layer in layers for row in layer[_is(layer, "LineString")].itertuples(index=False)]
    marked = [row.geometry for row in lines if any(isinstance(cell, str) and DISPUTED.search(cell) for cell in row)]
    shapes = layer.set_axis(codes).geometry
    return Boundaries(shapes, named, by_names, tuple(marked), len(lines) - len(marked))


def _layers(source: Path) -> "list[gpd.GeoDataFrame]":
    try:
        import geopandas as gpd
    except ImportError as absent:
        raise DataError("Outlines need geopandas: pip install 'trafficking-trends[outlines]'.") from absent
    if not source.is_file():
        raise DataError(f"{source}: no such file. Give a file of country boundaries, such as Natural Earth's.")
    opened = _inside(source) if zipfile.is_zipfile(source) else str(source)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # GDAL's remarks on single features
            layers = [gpd.read_file(opened, layer=name) for name in gpd.list_layers(opened)["name"]]
    except Exception as unreadable:  # GDAL's drivers raise many kinds
        reason = str(unreadable).splitlines()[0][:200]
        raise DataError(f"{source.name}: not a file of boundaries ({reason}).") from unreadable
    if not sum(map(len, layers)):
        raise DataError(f"{source.name}: is empty, it holds no area at all.")
    return layers


def _inside(source: Path) -> str:
    """The one file of boundaries in an archive, as GDAL names it. Raises DataError where there is none, or several."""
    with zipfile.ZipFile(source) as archive:
        names = [name for name in archive.namelist() if name.lower().endswith(INSIDE) and "__MACOSX" not in name]
    return f"/vsizip/{source.absolute()}/{_only(names, source, 'Unpack it, and name the one you mean')}"


def given(source: Path) -> Path:
    """The file meant: the only one of boundaries where a folder is given, as a shapefile comes. Raises DataError."""
    if not source.is_dir():
        return source
    names = sorted(path.name for path in source.iterdir() if path.name.lower().endswith(INSIDE))
    return source / _only(names, source, "Name the one you mean")


def _only(names: Sequence[str], source: Path, advice: str) -> str:
    if len(names) != 1:
        found = f"several files of boundaries ({', '.join(names)}). {advice}" if names else "no file of boundaries"
        raise DataError(f"{source.name}: holds {found}.")
    return names[0]


def _in_degrees(layer: "gpd.GeoDataFrame", source: Path) -> "gpd.GeoDataFrame":
    if layer.crs is None and source.suffix.lower() not in WITHOUT_CRS:
        raise DataError(f"{source.name}: does not say its coordinate system; of a shapefile, the .prj file is missing.")
    degrees = layer.set_crs(4326) if layer.crs is None else layer.to_crs(4326)
    west, south, east, north = degrees.total_bounds if len(degrees) else (0, 0, 0, 0)
    if not (-540 <= west <= east <= 540 and -90.01 <= south <= north <= 90.01):
        raise DataError(
            f"{source.name}: its coordinates are no degrees, and its coordinate system says they are. Export it again "
            "in WGS 84."
        )
    return degrees


def _is(layer: "gpd.GeoDataFrame", kind: str) -> Any:
    return ~layer.geometry.is_empty & layer.geom_type.isin([kind, f"Multi{kind}"])


def _chosen(layers: "Sequence[gpd.GeoDataFrame]", column: str | None, source: Path) -> "tuple[gpd.GeoDataFrame, str]":
    """The layer and the column that say which country an area is. Raises DataError."""
    if column is not None:
        found = next((layer for layer in layers if column in layer.columns), None)
        if found is None:
            raise DataError(f"{source.name}: has no column {column!r}. It has: {_columns(layers)}")
        return found, column
    for wanted, by_names in ((CODES, False), (NAMES, True)):
        ranked = [
            (_known([_text(value) for value in layer[name]], by_names), -wanted.index(_plain(name)), n, name)
            for n, layer in enumerate(layers)
            for name in layer.columns
            if _plain(name) in wanted
        ]
        if ranked and (best := max(ranked))[0]:
            return layers[best[2]], best[3]
    raise DataError(
        f"{source.name}: no column of country codes is among its columns ({_columns(layers)}), and none of countries' "
        "names. Say which it is: --code COLUMN"
    )


def _columns(layers: "Iterable[gpd.GeoDataFrame]") -> str:
    return ", ".join(dict.fromkeys(str(name) for layer in layers for name in layer.columns if name != "geometry"))


def _codes(layer: "gpd.GeoDataFrame", texts: list[str], by_names: bool) -> list[str]:
    """The code of each area, of one without any by its name; else what the file calls it."""
    named = next((name for wanted in NAMES for name in layer.columns if _plain(name) == wanted), None)
    names = [_text(value) for value in layer[named]] if named else [""] * len(texts)
    return [
        _code(text, by_names) or (_uncoded(name) if text in BLANK else APART.get(normalise(text), text[:SHOWN]))
        for text, name in zip(texts, names, strict=True)
    ]


def _uncoded(name: str) -> str:
    return from_name(name) or APART.get(normalise(name)) or name[:SHOWN] or "without a code"


def _code(text: str, by_names: bool) -> str | None:
    """Of a code that is in ISO 3166-1 or Natural Earth's, or of a name; None for anything else."""
    upper = text.upper()
    if by_names:
        return from_name(text)
    return upper if upper in countries() or upper in MEANS else from_iso2(upper) if len(upper) == 2 else None


def _known(texts: Iterable[str], by_names: bool) -> int:
    return len({code for text in set(texts) if (code := _code(text, by_names))})


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", str(name).lower())


def _text(value: Any) -> str:
    return "" if value is None else str(value).strip()

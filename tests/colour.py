"""How far apart two colours look: CAM02-UCS (Luo, Cui and Li 2006), with simulated colour blindness (Machado 2009).

Written here because the one small library for it has not been kept up and warns on current Pythons.
"""

from collections.abc import Sequence
from itertools import combinations

import numpy as np

# Full dichromacy, on linear RGB: Machado, Oliveira and Fernandes 2009, table of severity 1.0.
BLINDNESS = {
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
    "none": np.eye(3).tolist(),
}
_TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
_CAT02 = np.array([[0.7328, 0.4296, -0.1624], [-0.7036, 1.6975, 0.0061], [0.0030, 0.0136, 0.9834]])
_HPE = np.array([[0.38971, 0.68898, -0.07868], [-0.22981, 1.18340, 0.04641], [0.0, 0.0, 1.0]])
_WHITE = np.array([95.047, 100.0, 108.883])
_ADAPTING, _BACKGROUND = 64 / np.pi / 5, 20.0  # the sRGB viewing conditions
_F, _C, _NC = 1.0, 0.69, 1.0  # average surround


def linear(colour: str) -> np.ndarray:
    """#RRGGBB as linear light, 0 to 1."""
    encoded = np.array([int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)])
    return np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio."""
    dark, light = sorted(float(linear(colour) @ _TO_XYZ[1]) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


def nearest(colours: Sequence[str]) -> float:
    """The smallest distance of any two, for full colour vision and for the three dichromacies."""
    least = float("inf")
    for matrix in BLINDNESS.values():
        seen = [_ucs(np.clip(np.array(matrix) @ linear(colour), 0, 1)) for colour in colours]
        least = min([least, *(float(np.linalg.norm(a - b)) for a, b in combinations(seen, 2))])
    return least


def hue_and_chroma(colour: str) -> tuple[float, float]:
    """CIECAM02 hue in degrees and chroma-like distance from grey, in CAM02-UCS."""
    _, a, b = _ucs(linear(colour))
    return float(np.degrees(np.arctan2(b, a)) % 360), float(np.hypot(a, b))


def _ucs(light: np.ndarray) -> np.ndarray:
    """CIECAM02 lightness and colourfulness as CAM02-UCS coordinates."""
    k = 1 / (5 * _ADAPTING + 1)
    fl = 0.2 * k**4 * 5 * _ADAPTING + 0.1 * (1 - k**4) ** 2 * (5 * _ADAPTING) ** (1 / 3)
    n = _BACKGROUND / _WHITE[1]
    nbb = 0.725 * (1 / n) ** 0.2
    white = _response(_WHITE, fl)
    red, green, blue = _response(_TO_XYZ @ light * 100, fl)
    a, b = red - 12 * green / 11 + blue / 11, (red + green - 2 * blue) / 9
    hue = np.arctan2(b, a)
    achromatic = (2 * red + green + blue / 20 - 0.305) * nbb
    achromatic_white = (2 * white[0] + white[1] + white[2] / 20 - 0.305) * nbb
    lightness = 100 * max(achromatic / achromatic_white, 0) ** (_C * (1.48 + np.sqrt(n)))
    eccentricity = (np.cos(hue + 2) + 3.8) / 4
    t = 50000 / 13 * _NC * nbb * eccentricity * np.hypot(a, b) / (red + green + 21 * blue / 20)
    colourfulness = t**0.9 * np.sqrt(lightness / 100) * (1.64 - 0.29**n) ** 0.73 * fl**0.25
    near = np.log(1 + 0.0228 * colourfulness) / 0.0228
    return np.array([1.7 * lightness / (1 + 0.007 * lightness), near * np.cos(hue), near * np.sin(hue)])


def _response(xyz: np.ndarray, fl: float) -> np.ndarray:
    """Adapted cone responses: chromatic adaptation to the white, then compression."""
    degree = _F * (1 - np.exp((-_ADAPTING - 42) / 92) / 3.6)
    gain = degree * _WHITE[1] / (_CAT02 @ _WHITE) + 1 - degree
    cones = _HPE @ np.linalg.solve(_CAT02, gain * (_CAT02 @ xyz))
    powered = (fl * np.abs(cones) / 100) ** 0.42
    return np.sign(cones) * 400 * powered / (powered + 27.13) + 0.1

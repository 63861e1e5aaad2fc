"""Colours as eyes see them: contrast, colour blindness, and how far two of them lie apart."""

import math
from typing import NamedTuple


class Rgb(NamedTuple):
    """Linear light, each part 0 to 1."""

    red: float
    green: float
    blue: float


def linear(token: str) -> Rgb:
    """The light of an sRGB colour written `#RRGGBB` (IEC 61966-2-1)."""
    parts = (int(token[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return Rgb(*(p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts))


def contrast(one: str, another: str) -> float:
    """The contrast ratio of two colours, 1 to 21, as in WCAG 2.2."""
    lights = sorted(
        0.2126 * c.red + 0.7152 * c.green + 0.0722 * c.blue for c in map(linear, (one, another))
    )
    return (lights[1] + 0.05) / (lights[0] + 0.05)


BLINDNESS = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""What is left of linear light at full severity: Machado, Oliveira and Fernandes 2009, table 1."""


def seen_with(blindness: str, colour: Rgb) -> Rgb:
    """How a colour looks to somebody who is colour blind in this way."""
    seen = (sum(m * c for m, c in zip(line, colour, strict=True)) for line in BLINDNESS[blindness])
    return Rgb(*(min(1.0, max(0.0, part)) for part in seen))


class Lab(NamedTuple):
    """CIE 1976 L*a*b* under D65."""

    light: float
    a: float
    b: float


def lab(colour: Rgb) -> Lab:
    """Linear sRGB light as L*a*b*."""
    r, g, b = colour
    x = (0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047
    y = 0.2126729 * r + 0.7151522 * g + 0.0721750 * b
    z = (0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883
    fx, fy, fz = (
        t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in (x, y, z)
    )
    return Lab(116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz))


def apart(one: Lab, another: Lab) -> float:
    """The colour difference CIEDE2000; steps as in Sharma, Wu and Dalal 2005."""
    chroma = [math.hypot(c.a, c.b) for c in (one, another)]
    mean = sum(chroma) / 2
    g = 0.5 * (1 - math.sqrt(mean**7 / (mean**7 + 25**7)))
    a1, a2 = one.a * (1 + g), another.a * (1 + g)
    c1, c2 = math.hypot(a1, one.b), math.hypot(a2, another.b)
    h1, h2 = _hue(a1, one.b), _hue(a2, another.b)
    d_light, d_chroma = another.light - one.light, c2 - c1
    turn = h2 - h1
    if c1 * c2 == 0:
        turn = 0.0
    elif abs(turn) > 180:
        turn -= math.copysign(360, turn)
    d_hue = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn) / 2)
    light, chrome = (one.light + another.light) / 2, (c1 + c2) / 2
    hue = _middle(h1, h2, grey=c1 * c2 == 0)
    t = (
        1
        - 0.17 * math.cos(math.radians(hue - 30))
        + 0.24 * math.cos(math.radians(2 * hue))
        + 0.32 * math.cos(math.radians(3 * hue + 6))
        - 0.20 * math.cos(math.radians(4 * hue - 63))
    )
    s_light = 1 + 0.015 * (light - 50) ** 2 / math.sqrt(20 + (light - 50) ** 2)
    s_chroma, s_hue = 1 + 0.045 * chrome, 1 + 0.015 * chrome * t
    twist = -math.sin(2 * math.radians(30 * math.exp(-(((hue - 275) / 25) ** 2))))
    twist *= 2 * math.sqrt(chrome**7 / (chrome**7 + 25**7))
    dl, dc, dh = d_light / s_light, d_chroma / s_chroma, d_hue / s_hue
    return math.sqrt(dl * dl + dc * dc + dh * dh + twist * dc * dh)


def _hue(a: float, b: float) -> float:
    return math.degrees(math.atan2(b, a)) % 360 if (a, b) != (0, 0) else 0.0


def _middle(h1: float, h2: float, *, grey: bool) -> float:
    if grey:
        return h1 + h2
    if abs(h1 - h2) <= 180:
        return (h1 + h2) / 2
    return (h1 + h2 + (360 if h1 + h2 < 360 else -360)) / 2

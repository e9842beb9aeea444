"""The way between two points on the Earth."""

from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0088


def km_between(one: tuple[float, float], other: tuple[float, float]) -> int:
    """Kilometres as the crow flies, between (latitude, longitude) in degrees.

    The haversine formula on a sphere of the Earth's mean radius: at most 0.6 % off.
    """
    (lat, lon), (other_lat, other_lon) = (tuple(map(radians, point)) for point in (one, other))
    half = sin((other_lat - lat) / 2) ** 2 + cos(lat) * cos(other_lat) * sin((other_lon - lon) / 2) ** 2
    return round(2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, half))))

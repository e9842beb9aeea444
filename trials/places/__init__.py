"""Where places lie: a gazetteer of 69,000 towns and cities, read when it is first asked.

``places_called("Birmingham")`` gives every place that may be meant, ``place_of_site`` the one place of a site's city
and country where no other could be meant. The data are GeoNames' (CC BY 4.0), drawn by ``bin/make_gazetteer``.
"""

from .distance import km_between
from .gazetteer import Place, place_of_site, places_called, similar_names

__all__ = ["Place", "km_between", "place_of_site", "places_called", "similar_names"]

"""A second way to a number: the same number once more in SQL, over the publishers' files.

The queries are written from the Dutch definitions alone. Nothing here uses the layouts or the indicators: what
the two ways share is the file, the definition, the parameters, the corrections and the assumptions.

``data/editions/<id>/witness/`` holds:

- ``layouts/<layout>.sql``: a query that reads one file as it was published;
- ``macros.sql``, or files in ``macros/``: what queries share;
- ``<chapter>/<name>.sql``: a query that returns rows with ``id``, ``value`` and, for a number between bounds,
  ``low`` and ``high``;
- ``reasons.toml``: the numbers that cannot have a second way, with the reason.
"""

"""The Django project around the app `trials`: settings, addresses, headers, database helpers, serving."""

__version__ = "0.1.0"

"""The one app of MSCdb; README.md names its rooms."""

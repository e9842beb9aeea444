"""The whole site with the founding release, in Chromium."""

"""The public pages, feeds and sitemaps: each loads what it shows, and renders it."""

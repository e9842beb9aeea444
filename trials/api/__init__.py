"""The read API: the same lists as the pages, as JSON and CSV; its refusals are problem details."""

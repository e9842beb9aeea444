"""How quick the site is: contestants side by side in one run, compared by ratios. Run by `make bench`."""

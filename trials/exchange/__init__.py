"""Ways out and in: releases, tables."""

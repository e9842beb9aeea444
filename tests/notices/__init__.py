"""Tests of notices: whom they concern and why, and the letters that tell of them."""

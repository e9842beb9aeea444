"""The tests of MSCdb; below this folder they mirror the code they test."""

"""Management of MSCdb."""

"""Rows of a store as Python objects. Knows no data frames."""

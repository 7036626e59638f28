"""Stores in other formats."""

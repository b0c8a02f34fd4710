"""Positions by facets: a page to choose on, and everything that is shown as data."""

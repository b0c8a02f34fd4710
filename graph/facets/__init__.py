"""Facets: how many of some things have which values, while values of several facets are chosen."""

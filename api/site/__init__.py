"""The static site: every page and all data as files for any web server, written by the live application."""

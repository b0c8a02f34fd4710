"""Actors with all that they hold, and what they take a stand on with all who do."""

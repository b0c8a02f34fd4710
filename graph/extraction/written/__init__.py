"""Invented answers to numbered proposals, with their gold: apart for training and for testing."""

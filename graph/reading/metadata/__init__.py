"""What a response says about itself: who sent it, to whom, when, about what, and whether it may be shown."""

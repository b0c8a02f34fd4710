"""Responses as people read them: the text as its document has it, and beside it what was found there."""

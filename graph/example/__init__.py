"""The example consultation: an invented law, invented bodies, real instruments, and every answer's gold annotation."""

INPUTS = ("consultation.toml", "responses", "earlier/consultation.toml", "earlier/responses")
"""What a build of the example reads: the consultation, and the earlier one that it follows up."""

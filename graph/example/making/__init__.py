"""How the example's files and gold come from their marked sources; the standard library writes every format."""

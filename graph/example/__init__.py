"""The example consultation: an invented law, invented bodies, real instruments, and every answer's gold annotation."""

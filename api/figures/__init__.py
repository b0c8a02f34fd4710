"""What pages count, from the columns that all statements have, with the rows that the graph would give."""

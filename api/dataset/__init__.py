"""The data set as a whole: who publishes it, what is in it, and where it can be had."""

"""Networks of actors from what they say: pure functions from claims to networkx graphs, their layout and their files.

The terms are those of discourse network analysis (Philip Leifeld, "Discourse Network Analysis: Policy Debates as
Dynamic Networks", in The Oxford Handbook of Political Networks, 2017): an affiliation network joins actors and
concepts; in a congruence network actors are joined by concepts that they judge alike, in a conflict network by those
that they judge differently.
"""

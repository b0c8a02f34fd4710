"""All figures of `make benchmark`: of a build, of reading PDF and of extraction."""

import argparse

from tests.benchmarks import build, extraction
from tests.benchmarks.passes import USUAL

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--passes", type=int, default=USUAL, help="of how many passes the shortest counts")
    passes = parser.parse_args().passes
    build.main(passes)
    extraction.main(passes)

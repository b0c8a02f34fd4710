"""All figures of `make benchmark`: of a build, of reading PDF and of extraction."""

from tests.benchmarks import build, extraction

if __name__ == "__main__":
    build.main()
    extraction.main()

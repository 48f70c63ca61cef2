#!/bin/sh
# Fills corpus/ with seeds: our own vectors, and public suites if ANTIN_SUITES says where they are.
set -eu
cd "$(dirname "$0")"
suites=${ANTIN_SUITES:-../../shared/suites}
python3 seed.py "$suites"
for target in corpus/*; do echo "$target: $(find "$target" -type f | wc -l) seeds"; done

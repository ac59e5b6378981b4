#!/usr/bin/env -S uv run --script
# /// script
# requires-python = ">=3.11"
# dependencies = [
#   "requests<3",
#   "rich",
#   "inside",
# ]
#
# [tool.uv.sources]
# inside = { git = "https://host.example/a/inside", rev = "abc" }
# ///

import requests

"""Downloads the first of several URLs that can be had, with curl.

fetch.py FILE URL…

`mirror://NAME/PATH` and, for CRAN, the plain URLs too are looked for where NIX_MIRRORS_NAME says,
then at the mirrors of the variable `mirrors`. A file of PyPI that is not at its URL is looked up by
its name in the Simple API, since not every index has the `packages/source` redirect.
"""

import html.parser
import json
import os
import re
import shlex
import subprocess
import sys
import urllib.parse

INDEX = "https://pypi.org/simple/"
FILES = "https://files.pythonhosted.org/packages/"


def curl(url, *arguments):
    """Runs curl; the answer's bytes, or None."""
    timeout = os.environ.get("NIX_CONNECT_TIMEOUT") or "15"
    command = ["curl", "--fail", "--location", "--silent", "--show-error", "--max-redirs", "20"]
    command += ["--connect-timeout", timeout, "--retry", "2", "--speed-time", "60"]
    command += ["--speed-limit", "1", *shlex.split(os.environ.get("curlOpts", "")), *arguments, url]
    result = subprocess.run(command, stdout=subprocess.PIPE, check=False)
    return result.stdout if result.returncode == 0 else None


class Links(html.parser.HTMLParser):
    """The targets of a page's links."""

    def __init__(self):
        super().__init__()
        self.targets = []

    def handle_starttag(self, tag, attrs):
        if tag == "a":
            self.targets += [value for name, value in attrs if name == "href" and value]


def from_index(project, file_name):
    """The URL of a file in the Simple API, or None."""
    page_url = INDEX + re.sub("[-_.]+", "-", project).lower() + "/"
    page = curl(page_url)
    if page is None:
        return None
    links = Links()
    links.feed(page.decode("utf-8", "replace"))
    for target in links.targets:
        url = urllib.parse.urljoin(page_url, target).partition("#")[0]
        if urllib.parse.unquote(url.rpartition("/")[2]) == file_name:
            return url
    return None


def places(url):
    """Where to look for `url`, best first."""
    mirrors = json.loads(os.environ["mirrors"])
    for name, roots in mirrors.items():
        own = os.environ.get(f"NIX_MIRRORS_{name}", "").split()
        for prefix in [f"mirror://{name}/", *roots]:
            if url.startswith(prefix):
                for root in own + roots:
                    yield root.rstrip("/") + "/" + url.removeprefix(prefix)
                return
    if url.startswith("mirror://"):
        sys.exit(f"unknown mirror in '{url}'")
    yield url


def main():
    out, *urls = sys.argv[1:]
    if "SSL_CERT_FILE" not in os.environ and os.environ.get("NIX_SSL_CERT_FILE"):
        os.environ["SSL_CERT_FILE"] = os.environ["NIX_SSL_CERT_FILE"]
    for url in urls:
        for place in places(url):
            print(f"trying {place}", flush=True)
            if curl(place, "--output", out) is not None:
                return
            # packages/KIND/LETTER/PROJECT/FILE
            parts = place.removeprefix(FILES).split("/")
            if place.startswith(FILES) and len(parts) == 4:
                found = from_index(parts[2], urllib.parse.unquote(parts[3]))
                if found:
                    print(f"trying {found}", flush=True)
                    if curl(found, "--output", out) is not None:
                        return
    sys.exit("the file can't be downloaded from any of its URLs: " + " ".join(urls))


main()

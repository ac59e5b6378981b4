import Testing

@testable import Requests

@Suite struct ScanTests {
  private static func scan(_ files: [(String, String)]) -> [String] {
    var scan = SourceScan(
      files.map { SourceScan.File(path: $0.0, bytes: Array($0.1.utf8)) })
    scan.run()
    return scan.found.map { "\($0.name)\($0.isGuarded ? "?" : "") \($0.place)" }
  }

  @Test("imports are found at any depth, but not the project's own modules")
  func python() {
    let found = Self.scan([
      (
        "app/main.py",
        """
        import os, numpy as np; import helper
        from google.cloud import storage
        from . import sibling
        def f():
            import torch.nn
        try:
            import ujson
        except ImportError:
            import simplejson
        if TYPE_CHECKING:
            import typed
        text = '''
        import not_this
        '''
        try: import lxml.etree
        finally: pass
        """
      ), ("app/helper.py", "import app.main"), ("app/sibling.py", ""),
    ])
    #expect(
      found == [
        "google.cloud.storage app/main.py:2", "lxml.etree app/main.py:15",
        "numpy app/main.py:1", "os app/main.py:1", "simplejson? app/main.py:9",
        "torch.nn app/main.py:5", "typed? app/main.py:11", "ujson? app/main.py:7",
      ])
  }

  @Test("within a package a module of another project's name is not its own")
  func namesakes() {
    let found = Self.scan([
      ("app/__init__.py", ""), ("app/yaml.py", "import yaml\nfrom . import doi"),
      ("app/doi.py", "import app.yaml\nimport requests"), ("scripts/run.py", "import helper"),
      ("scripts/helper.py", ""),
    ])
    #expect(found == ["requests app/doi.py:2", "yaml app/yaml.py:1"])
  }

  @Test("of a guarded import it is known whether the code would rather have it")
  func triedFirst() {
    var scan = SourceScan([
      SourceScan.File(
        path: "a.py",
        bytes: Array(
          """
          try:
              import first
              import both
          except ImportError:
              try:
                  import second
              except ImportError:
                  import both
          if sys.version_info >= (3,):
              import new
          elif PY2:
              import older
          else:
              import old
          import plain
          """.utf8))
    ])
    scan.run()
    let found = scan.found.map { "\($0.name) \($0.isGuarded) \($0.isTriedFirst)" }
    #expect(
      found == [
        "both true true", "first true true", "new true false", "old true false",
        "older true false", "plain false false", "second true false",
      ])
  }

  @Test("calls and colons of R name packages; strings and comments do not")
  func r() {
    let found = Self.scan([
      (
        "a.R",
        """
        library(dplyr); require("sf") # library(no)
        if (requireNamespace("quiet", quietly = TRUE)) ggplot2::aes(x)
        x <- "library(no)"; y <- r"(library(no))"
        library(package = tidyr)
        library(stats); data.table:::f(); suppressMessages(library(readr))
        pacman::p_load(one, two)
        """
      ),
      (
        "b.Rmd",
        """
        Text with `r knitr::kable(x)`.
        ```{r setup, include=FALSE}
        library(rmarkdown)
        ```
        ```{python}
        import pandas
        ```
        ```r
        library(no)
        ```
        """
      ),
    ])
    #expect(
      found.map { String($0.prefix { $0 != " " }) } == [
        "data.table", "dplyr", "ggplot2", "knitr", "one", "pacman", "pandas", "quiet", "readr",
        "rmarkdown", "sf", "tidyr", "two",
      ])
  }

  @Test("cells of notebooks are read without their magic lines")
  func notebook() {
    let text = #"""
      {"cells": [
        {"cell_type": "markdown", "source": ["import no"]},
        {"cell_type": "code", "source": ["%matplotlib inline\n", "!pip install no\n", "import seaborn"]},
        {"cell_type": "code", "source": "%%bash\nimport no"},
        {"cell_type": "code", "source": "%%R\nlibrary(ggplot2)"}
      ], "metadata": {"language_info": {"name": "python"}}}
      """#
    #expect(Self.scan([("n.ipynb", text)]) == ["ggplot2 n.ipynb:5", "seaborn n.ipynb:4"])
  }

  @Test(
    "what is not code yields nothing",
    arguments: ["", "{", "\u{0}", "import", "from . import (", "library("])
  func hostile(text: String) {
    for name in ["a.py", "a.R", "a.Rmd", "a.ipynb"] { #expect(Self.scan([(name, text)]) == []) }
  }
}

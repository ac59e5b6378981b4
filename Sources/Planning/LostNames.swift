import Basics
import PackageMetadata
import PythonSource
import Versions

/// Names that well-known projects took out of their packages, or answer for only to say that they are gone.
enum LostNames {
  /// The project of each package, and what it lost with which release: dotted names below the package.
  private static let table: [String: (project: String, releases: [(String, Substring)])] = [
    "django": (
      "django",
      [
        (
          "3.0",
          """
          shortcuts.render_to_response utils.decorators.available_attrs \
          utils.encoding.python_2_unicode_compatible utils.lru_cache utils.six
          """
        ),
        (
          "4.0",
          """
          conf.urls.url utils.encoding.force_text utils.encoding.smart_text \
          utils.http.is_safe_url utils.http.urlquote utils.http.urlquote_plus \
          utils.http.urlunquote utils.translation.ugettext utils.translation.ugettext_lazy \
          utils.translation.ugettext_noop utils.translation.ungettext \
          utils.translation.ungettext_lazy
          """
        ),
        ("5.0", "utils.timezone.utc"),
      ]
    ),
    "flask": (
      "flask",
      [
        ("2.3", "_app_ctx_stack _request_ctx_stack json.JSONDecoder json.JSONEncoder"),
        ("3.0", "Markup escape"),
      ]
    ),
    "itsdangerous": (
      "itsdangerous",
      [
        ("2.1", "JSONWebSignatureSerializer TimedJSONWebSignatureSerializer json")
      ]
    ),
    "jinja2": (
      "jinja2",
      [
        (
          "3.1",
          """
          Markup contextfilter contextfunction environmentfilter environmentfunction escape \
          evalcontextfilter evalcontextfunction utils.Markup utils.contextfunction \
          utils.escape utils.soft_unicode
          """
        )
      ]
    ),
    "markupsafe": (
      "markupsafe",
      [
        ("2.1", "soft_unicode")
      ]
    ),
    "marshmallow": (
      "marshmallow",
      [
        ("4.0", "pprint")
      ]
    ),
    "networkx": (
      "networkx",
      [
        (
          "3.0",
          """
          OrderedDiGraph OrderedGraph from_numpy_matrix from_scipy_sparse_matrix read_gpickle \
          read_shp to_numpy_matrix to_scipy_sparse_matrix write_gpickle write_shp
          """
        )
      ]
    ),
    "numpy": (
      "numpy",
      [
        ("1.24", "complex float int object str"),
        (
          "2.0",
          """
          Inf Infinity NINF NZERO NaN PINF PZERO alltrue asfarray asscalar cast complex_ \
          cumproduct find_common_type float_ infty issubclass_ mat msort obj2sctype product \
          round_ safe_eval sctypes sometrue string_ typeDict unicode_
          """
        ),
      ]
    ),
    "pandas": (
      "pandas",
      [
        ("1.0", "Panel TimeGrouper"),
        ("2.0", "Float64Index Int64Index UInt64Index"),
      ]
    ),
    "pydantic": (
      "pydantic",
      [
        (
          "2.0",
          """
          __root__ BaseSettings ConstrainedBytes ConstrainedDate ConstrainedDecimal \
          ConstrainedFloat ConstrainedFrozenSet ConstrainedInt ConstrainedList ConstrainedSet \
          ConstrainedStr JsonWrapper NoneBytes NoneStr NoneStrBytes Protocol Required StrBytes \
          compiled create_model_from_namedtuple create_model_from_typeddict
          """
        )
      ]
    ),
    "scipy": (
      "scipy",
      [
        (
          "1.12",
          """
          misc.comb misc.factorial misc.imread misc.imresize misc.imsave misc.logsumexp \
          misc.toimage
          """
        ),
        (
          "1.14",
          """
          arange array asarray concatenate cos dot exp eye float32 float64 floor \
          integrate.cumtrapz integrate.simps integrate.trapz linspace log log10 mean ones pi \
          rand randn signal.blackman signal.gaussian signal.hamming signal.hann signal.kaiser \
          sin sqrt sum zeros
          """
        ),
      ]
    ),
    "sklearn": (
      "scikit-learn",
      [
        ("0.22", "preprocessing.Imputer"),
        ("0.23", "externals.joblib externals.six"),
        ("1.2", "datasets.load_boston"),
      ]
    ),
    "structlog": (
      "structlog",
      [
        ("25.5", "dev.Styles")
      ]
    ),
    "tornado": (
      "tornado",
      [
        ("6.0", "gen.Task gen.engine web.asynchronous")
      ]
    ),
    "urllib3": (
      "urllib3",
      [
        (
          "2.0",
          """
          contrib.appengine packages.six packages.ssl_match_hostname util.ssl_.DEFAULT_CIPHERS
          """
        )
      ]
    ),
    "werkzeug": (
      "werkzeug",
      [
        (
          "1.0",
          """
          BaseRequest BaseResponse FileStorage Headers LocalProxy LocalStack MultiDict \
          cached_property check_password_hash find_modules generate_password_hash \
          import_string redirect secure_filename url_decode url_encode url_quote
          """
        ),
        ("2.1", "security.safe_str_cmp wrappers.BaseRequest wrappers.BaseResponse"),
        (
          "3.0",
          """
          urls.url_decode urls.url_encode urls.url_join urls.url_parse urls.url_quote \
          urls.url_quote_plus urls.url_unparse urls.url_unquote
          """
        ),
      ]
    ),
    "wtforms": (
      "wtforms",
      [
        ("3.0", "TextField ext fields.TextField fields.html5")
      ]
    ),
  ]

  /// The projects that lost names, by the names of their packages.
  static let projects = table.mapValues { PackageID.pypi($0.project[...]) }

  private static let names: [String: [(from: PythonVersion, names: Set<Substring>)]] =
    table.mapValues { entry in
      entry.releases.compactMap { release, names in
        PythonVersion(release).map { ($0, Set(names.split(separator: " "))) }
      }
    }

  /// Whether a package does not have a name, or the module around it, at a version of its project.
  static func hasLost(_ taken: ImportWalk.TakenName, at version: PackageVersion?) -> Bool {
    let package = taken.module.topLevelModule
    guard case .python(let version)? = version, let lost = names[package] else { return false }
    let dotted = "\(taken.module).\(taken.name)".dropFirst(package.count + 1)
    return lost.contains { from, names in
      guard version >= from else { return false }
      var name = dotted
      while true {
        if names.contains(name) { return true }
        guard let dot = name.lastIndex(of: ".") else { return false }
        name = name[..<dot]
      }
    }
  }
}

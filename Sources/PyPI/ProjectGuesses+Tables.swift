extension ProjectGuesses {
  /// What is imported, normalised like a project's name, and the project that it comes from.
  static let importedAs: [String: String] = [
    "attr": "attrs", "bio": "biopython", "bs4": "beautifulsoup4", "cairo": "pycairo",
    "crypto": "pycryptodome", "cv2": "opencv-python", "dateutil": "python-dateutil",
    "discord": "discord-py", "docx": "python-docx", "dotenv": "python-dotenv",
    "faiss": "faiss-cpu", "fitz": "pymupdf", "git": "gitpython", "github": "pygithub",
    "gi": "pygobject", "googleapiclient": "google-api-python-client", "igraph": "igraph",
    "jose": "python-jose", "jwt": "pyjwt", "ldap": "python-ldap", "levenshtein": "levenshtein",
    "lxml-html": "lxml", "magic": "python-magic", "memcache": "python-memcached",
    "mpl-toolkits": "matplotlib", "multipart": "python-multipart", "mysqldb": "mysqlclient",
    "nacl": "pynacl", "openssl": "pyopenssl", "osgeo": "gdal", "paho": "paho-mqtt",
    "pil": "pillow", "pkg-resources": "setuptools", "pptx": "python-pptx", "psycopg2": "psycopg2",
    "pytorch": "torch", "rest-framework": "djangorestframework", "ruamel": "ruamel-yaml",
    "serial": "pyserial", "sklearn": "scikit-learn", "skimage": "scikit-image",
    "slugify": "python-slugify", "socks": "pysocks", "telegram": "python-telegram-bot",
    "tensorflow-gpu": "tensorflow", "umap": "umap-learn", "usb": "pyusb",
    "websocket": "websocket-client", "win32api": "pywin32", "wx": "wxpython", "xlib": "python-xlib",
    "yaml": "pyyaml", "zmq": "pyzmq",
  ]

  /// Projects whose names are mistyped most often, since they are typed most often.
  static let wellKnown = [
    "aiohttp", "altair", "anthropic", "beautifulsoup4", "black", "bokeh", "boto3", "botocore",
    "celery", "certifi", "click", "cryptography", "cython", "dask", "django", "duckdb", "fastapi",
    "flask", "fsspec", "geopandas", "gradio", "gunicorn", "httpx", "huggingface-hub", "hypothesis",
    "ipython", "jax", "jinja2", "joblib", "jsonschema", "jupyter", "jupyterlab", "keras",
    "langchain", "lightgbm", "lxml", "matplotlib", "mlflow", "mypy", "networkx", "nltk",
    "notebook", "numba", "numpy", "openai", "opencv-python", "openpyxl", "pandas", "paramiko",
    "pillow", "plotly", "polars", "prophet", "psutil", "pyarrow", "pydantic", "pygments",
    "pymongo", "pyspark", "pytest", "python-dateutil", "pytz", "pyyaml", "requests", "rich",
    "ruff", "scikit-image", "scikit-learn", "scipy", "seaborn", "selenium", "sentence-transformers",
    "setuptools", "shapely", "spacy", "sqlalchemy", "statsforecast", "statsmodels", "streamlit",
    "sympy", "tensorflow", "tokenizers", "torch", "torchvision", "tqdm", "transformers", "typer",
    "urllib3", "uvicorn", "virtualenv", "wandb", "websockets", "xarray", "xgboost",
  ]
}

# Pure wheels of PyPI; all are what their projects published.
{
  lib,
  self,
  wheel,
}:
{
  setuptools = wheel {
    pname = "setuptools";
    version = "80.9.0";
    url = "a3/dc/17031897dae0efacfea57dfd3a82fdd2a2aeb58e0ff71b77b87e44edc772/setuptools-80.9.0-py3-none-any.whl";
    hash = "sha256-Bi00IirRPgzDEqTALXPwWehqSsv73qj492soyZ8waSI=";
    description = "Easily download, build, install, upgrade, and uninstall Python packages";
    license = lib.licenses.mit;
  };
  wheel = wheel {
    pname = "wheel";
    version = "0.46.1";
    url = "af/44/31d964a260fcda6bf2f59384231bbf4962ac796a5d36c554162b5411b8db/wheel-0.46.1-py3-none-any.whl";
    hash = "sha256-95b2XXJ1DM3gkGY+Rm0Mo3zXK2KHD3UguW00zcB9htg=";
    dependencies = [
      self.packaging
    ];
    description = "Command line tool for manipulating wheel files";
    license = lib.licenses.mit;
  };
  packaging = wheel {
    pname = "packaging";
    version = "25.0";
    url = "20/12/38679034af332785aac8774540895e234f4d07f7545804097de4b666afd8/packaging-25.0-py3-none-any.whl";
    hash = "sha256-KVcu8rHxdYEEazoiJ9XGEfsl7HDKG6hVSySw5pMxpIQ=";
    description = "Core utilities for Python packages";
    license = with lib.licenses; [
      asl20
      bsd2
    ];
  };
  flit-core = wheel {
    pname = "flit-core";
    version = "3.12.0";
    url = "f2/65/b6ba90634c984a4fcc02c7e3afe523fef500c4980fec67cc27536ee50acf/flit_core-3.12.0-py3-none-any.whl";
    hash = "sha256-56AwQGnqiVFy48e7cDKS6ZLF0VVd0SM6t7ViG1tp5iw=";
    description = "A lil' TOML parser";
    license = lib.licenses.mit;
  };
  poetry-core = wheel {
    pname = "poetry-core";
    version = "2.2.1";
    url = "c7/d8/bb2f602f5e012e177e1c8560125f9770945d36622595990cf1cb794477c2/poetry_core-2.2.1-py3-none-any.whl";
    hash = "sha256-vfznEO3BC/z5qzUEFgXEgIKb5Ksj9bwBICz+XbjxJas=";
    description = "Poetry PEP 517 Build Backend";
    license = lib.licenses.mit;
  };
  pdm-backend = wheel {
    pname = "pdm-backend";
    version = "2.4.6";
    url = "82/62/091e98e492bd415e02d6a82e307a96b20b64b489540318041a0cd3db9e6d/pdm_backend-2.4.6-py3-none-any.whl";
    hash = "sha256-RCfCNdnuhK/SOjdqCWHlua1+HbCQORJ7cbIFPRkYV4Q=";
    description = "The build backend used by PDM that supports latest packaging standards";
    license = lib.licenses.mit;
  };
  pathspec = wheel {
    pname = "pathspec";
    version = "0.12.1";
    url = "cc/20/ff623b09d963f88bfde16306a54e12ee5ea43e9b597108672ff3a408aad6/pathspec-0.12.1-py3-none-any.whl";
    hash = "sha256-oNUD4TikwSOydJCk977aagHG8ojfDkqLecfrDce0zAg=";
    description = "Utility library for gitignore style pattern matching of file paths";
    license = lib.licenses.mpl20;
  };
  pluggy = wheel {
    pname = "pluggy";
    version = "1.6.0";
    url = "54/20/4d324d65cc6d9205fabedc306948156824eb9f0ee1633355a8f7ec5c66bf/pluggy-1.6.0-py3-none-any.whl";
    hash = "sha256-6SAnbdaBMJXpN3wLxVZtlMkywzsno+OUXYOJw3TdR0Y=";
    description = "plugin and hook calling mechanisms for python";
    license = lib.licenses.mit;
  };
  trove-classifiers = wheel {
    pname = "trove-classifiers";
    version = "2025.11.14.15";
    url = "49/f6/73c4aa003d1237ee9bea8a46f49dc38c45dfe95af4f0da7e60678d388011/trove_classifiers-2025.11.14.15-py3-none-any.whl";
    hash = "sha256-0drCWcHpCJOYYuMzEXeTHG3wo3rywajevMYD2RFfzdk=";
    description = "Canonical source for classifiers on PyPI (pypi.org)";
    license = lib.licenses.asl20;
  };
  editables = wheel {
    pname = "editables";
    version = "0.5";
    url = "6b/be/0f2f4a5e8adc114a02b63d92bf8edbfa24db6fc602fca83c885af2479e0e/editables-0.5-py3-none-any.whl";
    hash = "sha256-YeX/qCYp4Ni/4JvESgfbPBq47RznimmAcyhw8ZtefUw=";
    description = "Editable installations";
    license = lib.licenses.mit;
  };
  calver = wheel {
    pname = "calver";
    version = "2025.4.2";
    url = "ed/c3/3db8b6f98270683fb831c3682009254ccd0cb267371e0e51fdb52a4faca8/calver-2025.4.2-py3-none-any.whl";
    hash = "sha256-XoBNqmfLv1scDMCWD5NDSjiIe+3VxdgfDgt36YIxsk4=";
    description = "Setuptools extension for CalVer package versions";
    license = lib.licenses.asl20;
  };
  hatchling = wheel {
    pname = "hatchling";
    version = "1.28.0";
    url = "0d/a5/48cb7efb8b4718b1a4c0c331e3364a3a33f614ff0d6afd2b93ee883d3c47/hatchling-1.28.0-py3-none-any.whl";
    hash = "sha256-3EhyK2iz9Lv6P/YYygfN6mdQ59A0gSif+ovhUh0YqWE=";
    dependencies = [
      self.packaging
      self.pathspec
      self.pluggy
      self.trove-classifiers
    ];
    description = "Modern, extensible Python build backend";
    license = lib.licenses.mit;
  };
  setuptools-scm = wheel {
    pname = "setuptools-scm";
    version = "9.2.2";
    url = "3d/ea/ac2bf868899d0d2e82ef72d350d97a846110c709bacf2d968431576ca915/setuptools_scm-9.2.2-py3-none-any.whl";
    hash = "sha256-MOj4TSqxunyw5lNCmxeTldDDN3XVSAf8Xx3WZxgBrvc=";
    dependencies = [
      self.packaging
      self.setuptools
    ];
    description = "the blessed package to manage your versions by scm tags";
    license = lib.licenses.mit;
  };
  hatch-vcs = wheel {
    pname = "hatch-vcs";
    version = "0.5.0";
    url = "5f/48/1f85cee4b7b4f40b9b814b1febbc661bda6ced9649e410a0b74f6e415dd0/hatch_vcs-0.5.0-py3-none-any.whl";
    hash = "sha256-tJZ329xZdGDMItAbJ6s2lvXhaiHs8nAPsBvCjh8qBKc=";
    dependencies = [
      self.hatchling
      self.setuptools-scm
    ];
    description = "Hatch plugin for versioning with your preferred VCS";
    license = lib.licenses.mit;
  };
  hatch-fancy-pypi-readme = wheel {
    pname = "hatch-fancy-pypi-readme";
    version = "25.1.0";
    url = "58/b4/ad71e051b34f1935783de37beffee16e343ff2514b204dc515f9e939d4af/hatch_fancy_pypi_readme-25.1.0-py3-none-any.whl";
    hash = "sha256-zgE0xA1j2HSsSPSMzGeLjztiuOUOkxhSDSv/x1Lu2vM=";
    dependencies = [
      self.hatchling
    ];
    description = "Fancy PyPI READMEs with Hatch";
    license = lib.licenses.mit;
  };
  pip = wheel {
    pname = "pip";
    version = "25.3";
    url = "44/3c/d717024885424591d5376220b5e836c2d5293ce2011523c9de23ff7bf068/pip-25.3-py3-none-any.whl";
    hash = "sha256-llWUMxOpRyK3d0ZhwhBJBw9ruwoVFr8C98jV2SAVFM0=";
    description = "The PyPA recommended tool for installing Python packages";
    license = lib.licenses.mit;
  };
  attrs = wheel {
    pname = "attrs";
    version = "25.4.0";
    url = "3a/2a/7cc015f5b9f5db42b7d48157e23356022889fc354a2813c15934b7cb5c0e/attrs-25.4.0-py3-none-any.whl";
    hash = "sha256-rc9+Kh+zs2rEjZeDW7bYreFbjcziarqL8dFIR7V6M3M=";
    description = "Classes Without Boilerplate";
    license = lib.licenses.mit;
  };
  certifi = wheel {
    pname = "certifi";
    version = "2025.11.12";
    url = "70/7d/9bc192684cea499815ff478dfcdc13835ddf401365057044fb721ec6bddb/certifi-2025.11.12-py3-none-any.whl";
    hash = "sha256-l96HkAMLvVwtlrfseC/C94IO+Num25Ccz5VEny0GLUs=";
    description = "Python package for providing Mozilla's CA Bundle";
    license = lib.licenses.mpl20;
  };
  charset-normalizer = wheel {
    pname = "charset-normalizer";
    version = "3.4.4";
    url = "0a/4c/925909008ed5a988ccbb72dcc897407e5d6d3bd72410d69e051fc0c14647/charset_normalizer-3.4.4-py3-none-any.whl";
    hash = "sha256-ejLFYIYaAv94mtkFov6U4/hAgDNiyE/s8YUctM89w38=";
    description = "The Real First Universal Charset Detector. Open, modern and actively maintained alternative to Chardet";
    license = lib.licenses.mit;
  };
  idna = wheel {
    pname = "idna";
    version = "3.11";
    url = "0e/61/66938bbb5fc52dbdf84594873d5b51fb1f7c7794e9c0f5bd885f30bc507b/idna-3.11-py3-none-any.whl";
    hash = "sha256-dxqH9J2d769kCR5ub+nBjUgz8UC9GUZHlbwy2WbKN+o=";
    description = "Internationalized Domain Names in Applications (IDNA)";
    license = lib.licenses.bsd3;
  };
  iniconfig = wheel {
    pname = "iniconfig";
    version = "2.3.0";
    url = "cb/b1/3846dd7f199d53cb17f49cba7e651e9ce294d8497c8c150530ed11865bb8/iniconfig-2.3.0-py3-none-any.whl";
    hash = "sha256-9jHATSxIxSuE0NBUnJn/OFnJjfZbMQFAYyfsx9U/vxI=";
    description = "brain-dead simple config-ini parsing";
    license = lib.licenses.mit;
  };
  pygments = wheel {
    pname = "pygments";
    version = "2.19.2";
    url = "c7/21/705964c7812476f378728bdf590ca4b771ec72385c533964653c68e86bdc/pygments-2.19.2-py3-none-any.whl";
    hash = "sha256-hlQDhsA9WIu4HUS8OShjT/JkSYUemXQWF+y5A37l7As=";
    description = "Pygments is a syntax highlighting package written in Python";
    license = lib.licenses.bsd2;
  };
  pytest = wheel {
    pname = "pytest";
    version = "9.0.1";
    url = "0b/8b/6300fb80f858cda1c51ffa17075df5d846757081d11ab4aa35cef9e6258b/pytest-9.0.1-py3-none-any.whl";
    hash = "sha256-Z74AMNGU3y36e1VvLlb7PDMVvVyIIsaVEWK5KzLOfa0=";
    dependencies = [
      self.iniconfig
      self.packaging
      self.pluggy
      self.pygments
    ];
    description = "pytest: simple powerful testing with Python";
    license = lib.licenses.mit;
  };
  python-dateutil = wheel {
    pname = "python-dateutil";
    version = "2.9.0.post0";
    url = "ec/57/56b9bcc3c9c6a792fcbaf139543cee77261f3651ca9da0c93f5c1221264b/python_dateutil-2.9.0.post0-py2.py3-none-any.whl";
    hash = "sha256-qLK8e/+uKCKByBQKl9OqnBTaCxNt/oP4UO6ppfdHBCc=";
    dependencies = [
      self.six
    ];
    description = "Extensions to the standard Python datetime module";
    license = with lib.licenses; [
      asl20
      bsd3
    ];
  };
  requests = wheel {
    pname = "requests";
    version = "2.32.5";
    url = "1e/db/4254e3eabe8020b458f1a747140d32277ec7a271daf1d235b70dc0b4e6e3/requests-2.32.5-py3-none-any.whl";
    hash = "sha256-JGL5RjejT9UyJkKV4YaXbbD11FPRzdMUc8haahYa/7Y=";
    dependencies = [
      self.charset-normalizer
      self.idna
      self.urllib3
      self.certifi
    ];
    description = "Python HTTP for Humans";
    license = lib.licenses.asl20;
  };
  six = wheel {
    pname = "six";
    version = "1.17.0";
    url = "b7/ce/149a00dd41f10bc29e5921b496af8b574d8413afcd5e30dfa0ed46c2cc5e/six-1.17.0-py2.py3-none-any.whl";
    hash = "sha256-RyHzke2QVB/drKtaz5R6oNPcfSey4ejtor6JcFhsMnQ=";
    description = "Python 2 and 3 compatibility utilities";
    license = lib.licenses.mit;
  };
  tomlkit = wheel {
    pname = "tomlkit";
    version = "0.13.3";
    url = "bd/75/8539d011f6be8e29f339c42e633aae3cb73bffa95dd0f9adec09b9c58e85/tomlkit-0.13.3-py3-none-any.whl";
    hash = "sha256-yJxknXnuQGKan9pV+KzoxqG0LeuRKyqP2NlC3a22BrA=";
    description = "Style preserving TOML library";
    license = lib.licenses.mit;
  };
  typing-extensions = wheel {
    pname = "typing-extensions";
    version = "4.15.0";
    url = "18/67/36e9267722cc04a6b9f15c7f3441c2363321a3ea07da7ae0c0707beb2a9c/typing_extensions-4.15.0-py3-none-any.whl";
    hash = "sha256-8PoZxoRXWKsIB0oM+ot67LccmZynPWKIO8JcwBjE5Ug=";
    description = "Backported and Experimental Type Hints for Python 3.9+";
    license = lib.licenses.psfl;
  };
  urllib3 = wheel {
    pname = "urllib3";
    version = "2.5.0";
    url = "a7/c2/fe1e52489ae3122415c51f387e221dd0773709bad6c6cdaa599e8a2c5185/urllib3-2.5.0-py3-none-any.whl";
    hash = "sha256-5rAWc8D6ahPjdLUIcYCOs79wRsSxJbIW9r8cxgTP8Nw=";
    description = "HTTP library with thread-safe connection pooling, file post, and more";
    license = lib.licenses.mit;
  };
}

# What `mirror://NAME/` stands for. The variable NIX_MIRRORS_NAME goes before it.
{
  cran = [ "https://cran.r-project.org/src/contrib/" ];
  pypi = [ "https://files.pythonhosted.org/packages/source/" ];
}

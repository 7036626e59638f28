"""The two programs, run from Python.

`finding` says where a program is, `running` how one is started, stopped and what its failure means, `grammar` which
options it has, `progress` reads the progress that it reports. `indexing` and `explaining` are the functions of the
package that need a model.
"""

"""The version of the package: that of the programs it was written beside."""

VERSION = "0.2.0"

// Nothing to import: the sanitizers find what they are told by its name.

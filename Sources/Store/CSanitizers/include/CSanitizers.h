// This header declares nothing: the sanitizers find the definitions by name.

"""Bytes of a store: checksums, blobs of rows, and the codec of matrices. Knows no SQL."""

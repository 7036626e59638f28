#pragma once
#include <stddef.h>
#include <stdint.h>

/// libFuzzer's loop, which the linker takes from the compiler's own library: see `Using libFuzzer as a library` in its manual.
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*callback)(const uint8_t *bytes, size_t count));

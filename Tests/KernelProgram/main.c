// The C kernels compared with their definitions, without Swift: for processors that the suite cannot run on, under an emulator.
//
//     kernels           the widest set of instructions, or that of GLOBENC_INSTRUCTIONS
//     kernels --list    the names of the processor's sets
#include <CKernels.h>
#include <stdio.h>
#include <string.h>

#include "check.h"

int main(int count, char **arguments) {
  if (count > 1 && strcmp(arguments[1], "--list") == 0) {
    for (int i = 0; ge_available_instruction_set(i); i++) puts(ge_available_instruction_set(i));
    return 0;
  }
  const char *set = ge_instruction_set();
  check_products(set);
  check_encoder();
  check_methods();
  printf("kernels with %s: %s\n", set, failures() ? "FAILED" : "equal to their definitions");
  return failures() != 0;
}

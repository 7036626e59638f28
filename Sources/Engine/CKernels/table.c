#include "table.h"

#include <stdlib.h>
#include <string.h>
#if defined(__aarch64__) && defined(__linux__)
#include <asm/hwcap.h>
#include <sys/auxv.h>
#endif

typedef struct {
  const char *name;
  int (*is_available)(void);
  void (*fill)(ge_kernels *);
} instruction_set;

static int always(void) { return 1; }

#if defined(__x86_64__)
static int has_avx2(void) { return __builtin_cpu_supports("x86-64-v3"); }
static int has_avx2_vnni(void) { return has_avx2() && __builtin_cpu_supports("avxvnni"); }
static int has_avx512(void) { return __builtin_cpu_supports("x86-64-v4"); }
static int has_avx512_vnni(void) { return has_avx512() && __builtin_cpu_supports("avx512vnni"); }
static int has_avx512_bf16(void) { return has_avx512_vnni() && __builtin_cpu_supports("avx512bf16"); }
#elif defined(__aarch64__) && defined(__linux__)
static int has_dotprod(void) { return (getauxval(AT_HWCAP) & HWCAP_ASIMDDP) != 0; }
static int has_i8mm(void) { return has_dotprod() && (getauxval(AT_HWCAP2) & HWCAP2_I8MM) != 0; }
static int has_bf16(void) { return (getauxval(AT_HWCAP2) & HWCAP2_BF16) != 0; }
#elif defined(__aarch64__)
static int has_dotprod(void) { return 0; }
static int has_i8mm(void) { return 0; }
static int has_bf16(void) { return 0; }
#endif

// From the narrowest to the widest.
static const instruction_set SETS[] = {
#if defined(__x86_64__)
    {"baseline", always, ge_fill_baseline},
    {"avx2", has_avx2, ge_fill_avx2},
    {"avx2_vnni", has_avx2_vnni, ge_fill_avx2_vnni},
    {"avx512", has_avx512, ge_fill_avx512},
    {"avx512_vnni", has_avx512_vnni, ge_fill_avx512_vnni},
    {"avx512_bf16", has_avx512_bf16, ge_fill_avx512_bf16},
#elif defined(__aarch64__)
    {"neon", always, ge_fill_baseline},
    {"neon_dotprod", has_dotprod, ge_fill_neon_dotprod},
    {"neon_i8mm", has_i8mm, ge_fill_neon_i8mm},
    {"neon_bf16", has_bf16, ge_fill_neon_bf16},
#else
    {"baseline", always, ge_fill_baseline},
#endif
};

enum { SET_COUNT = sizeof SETS / sizeof SETS[0] };

// The sets that the processor has, and their kernels: those of the sets below, as far as the set has none of its own.
static const char *names[SET_COUNT];
static ge_kernels tables[SET_COUNT];
static int available, chosen;

// Before main, so that the tables never change while a thread reads them.
__attribute__((constructor)) static void choose(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
#endif
  for (int i = 0; i < SET_COUNT; i++) {
    if (!SETS[i].is_available()) continue;
    if (available > 0) tables[available] = tables[available - 1];
    SETS[i].fill(&tables[available]);
    names[available++] = SETS[i].name;
  }
  chosen = available - 1;
  const char *asked = getenv("GLOBENC_INSTRUCTIONS");
  for (int i = 0; asked && i < available; i++)
    if (strcmp(names[i], asked) == 0) chosen = i;
}

const char *ge_instruction_set(void) { return names[chosen]; }

const char *ge_available_instruction_set(int index) { return index >= 0 && index < available ? names[index] : NULL; }

const ge_kernels *ge_kernels_in_use(void) { return &tables[chosen]; }

const ge_kernels *ge_kernels_of(const char *instruction_set) {
  for (int i = 0; i < available; i++)
    if (strcmp(names[i], instruction_set) == 0) return &tables[i];
  return NULL;
}

// The public functions.
#define K(result, name, parameters, arguments)                                                                                             \
  result ge_##name parameters { return tables[chosen].name arguments; }
GE_EACH_KERNEL(K)
GE_EACH_FURTHER_KERNEL(K)
#undef K

// Loops of multiply-adds on registers: what a processor can do at most, with the instructions of one set.
#include "CProduct.h"

#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>

// So many independent sums that none waits for its own last addition, which takes six cycles at most; with the factors, they fit into the registers:
// 16, or 32 with AVX-512.
enum { SUMS = 10, SUMS_OF_512 = 16 };

// `count` rounds over all sums. The factors pass through an empty instruction, so that the compiler cannot take anything out of the loop.
#define LOOP(name, features, sums, number, factor, step)                                                                                   \
  __attribute__((target(features))) static void name(int64_t count) {                                                                      \
    number sum[sums];                                                                                                                      \
    factor a, b;                                                                                                                           \
    memset(sum, 0, sizeof sum), memset(&a, 0, sizeof a), memset(&b, 0, sizeof b);                                                          \
    for (int64_t k = 0; k < count; k++) {                                                                                                  \
      _Pragma("clang loop unroll(full)") for (int i = 0; i < sums; i++) {                                                                  \
        __asm__ volatile("" : "+v"(a), "+v"(b));                                                                                           \
        sum[i] = step;                                                                                                                     \
      }                                                                                                                                    \
      _Pragma("clang loop unroll(full)") for (int i = 0; i < sums; i++) __asm__ volatile("" : "+v"(sum[i]));                               \
    }                                                                                                                                      \
  }

LOOP(sse2_f32, "sse2", SUMS, __m128, __m128, _mm_add_ps(sum[i], _mm_mul_ps(a, b)))
LOOP(avx2_f32, "avx2,fma", SUMS, __m256, __m256, _mm256_fmadd_ps(a, b, sum[i]))
LOOP(avx2_int8, "avx2", SUMS, __m256i, __m256i,
     _mm256_add_epi32(sum[i], _mm256_madd_epi16(_mm256_maddubs_epi16(a, b), _mm256_set1_epi16(1))))
LOOP(avx2_vnni_int8, "avx2,avxvnni", SUMS, __m256i, __m256i, _mm256_dpbusd_avx_epi32(sum[i], a, b))
LOOP(avx512_f32, "avx512f", SUMS_OF_512, __m512, __m512, _mm512_fmadd_ps(a, b, sum[i]))
LOOP(avx512_int8, "avx512bw", SUMS_OF_512, __m512i, __m512i,
     _mm512_add_epi32(sum[i], _mm512_madd_epi16(_mm512_maddubs_epi16(a, b), _mm512_set1_epi16(1))))
LOOP(avx512_vnni_int8, "avx512vnni", SUMS_OF_512, __m512i, __m512i, _mm512_dpbusd_epi32(sum[i], a, b))
LOOP(avx512_bf16, "avx512bf16", SUMS_OF_512, __m512, __m512bh, _mm512_dpbf16_ps(sum[i], a, b))

static const struct {
  const char *set;
  enum product_type type;
  void (*loop)(int64_t);
  int operations;
} PEAKS[] = {
    {"baseline", PRODUCT_F32, sse2_f32, 8},
    {"avx2", PRODUCT_F32, avx2_f32, 16},
    {"avx2", PRODUCT_INT8, avx2_int8, 64},
    {"avx2_vnni", PRODUCT_F32, avx2_f32, 16},
    {"avx2_vnni", PRODUCT_INT8, avx2_vnni_int8, 64},
    {"avx512", PRODUCT_F32, avx512_f32, 32},
    {"avx512", PRODUCT_INT8, avx512_int8, 128},
    {"avx512_vnni", PRODUCT_F32, avx512_f32, 32},
    {"avx512_vnni", PRODUCT_INT8, avx512_vnni_int8, 128},
    {"avx512_bf16", PRODUCT_F32, avx512_f32, 32},
    {"avx512_bf16", PRODUCT_INT8, avx512_vnni_int8, 128},
    {"avx512_bf16", PRODUCT_BF16, avx512_bf16, 64},
};

double peak_run(const char *set, enum product_type type, double operations) {
  for (unsigned long i = 0; i < sizeof PEAKS / sizeof PEAKS[0]; i++) {
    if (strcmp(PEAKS[i].set, set) != 0 || PEAKS[i].type != type) continue;
    const double round = (double)(strncmp(set, "avx512", 6) == 0 ? SUMS_OF_512 : SUMS) * PEAKS[i].operations;
    const int64_t count = (int64_t)(operations / round) + 1;
    PEAKS[i].loop(count);
    return round * (double)count;
  }
  return 0;
}

#else

double peak_run(const char *set, enum product_type type, double operations) { return (void)set, (void)type, operations * 0; }

#endif

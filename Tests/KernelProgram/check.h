// Numbers at random, and comparisons with what plain loops in double precision compute.
#ifndef GLOBENC_CHECK_H
#define GLOBENC_CHECK_H

// `count` numbers between -1 and 1, the same in each run; freed by nobody, because the program is short.
float *numbers(long count);
// `count` zeros.
float *zeros(long count);
double *doubles(long count);

// Counts a failure and prints it, unless |actual - expected| <= tolerance * max(1, largest expected) for all numbers.
void compare(const char *what, const float *actual, const double *expected, long count, double tolerance);
void require(const char *what, int holds);
// Failures so far.
int failures(void);

void check_products(const char *instruction_set);
void check_encoder(void);
void check_methods(void);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * Loops over a block of integers, for each width: ranges, bits, comparisons of two columns. Every loop has a fixed length and no branch, for
 * compilers to do many rows at once. It refuses to know what the numbers are.
 */
#include "columns_impl.h"

/*
 * A closed range of numbers, signed or not, by one comparison without sign. least and reach are cut to the width, as the numbers are.
 */
#define COLUMNS_KERNELS(T, BITS)                                                                                                           \
  static void loop_range_##BITS(const void *from, uint64_t least, uint64_t reach, uint8_t yes, uint8_t no, uint8_t *restrict out) {        \
    const T *restrict a = from;                                                                                                            \
    T first = (T)least;                                                                                                                    \
    T most = (T)reach;                                                                                                                     \
    for (size_t j = 0; j < COLUMNS_BLOCK; j++) {                                                                                           \
      out[j] = (T)(a[j] - first) <= most ? yes : no;                                                                                       \
    }                                                                                                                                      \
  }                                                                                                                                        \
  static void loop_mask_##BITS(const void *from, uint64_t bits, uint8_t yes, uint8_t no, uint8_t *restrict out) {                          \
    const T *restrict a = from;                                                                                                            \
    T mask = (T)bits;                                                                                                                      \
    for (size_t j = 0; j < COLUMNS_BLOCK; j++) {                                                                                           \
      out[j] = (a[j] & mask) != 0 ? yes : no;                                                                                              \
    }                                                                                                                                      \
  }                                                                                                                                        \
  static void loop_set_##BITS(const void *from, uint64_t set, uint8_t yes, uint8_t no, uint8_t *restrict out) {                            \
    const T *restrict a = from;                                                                                                            \
    for (size_t j = 0; j < COLUMNS_BLOCK; j++) {                                                                                           \
      out[j] = a[j] < 64 && (set >> (a[j] & 63) & 1) != 0 ? yes : no;                                                                      \
    }                                                                                                                                      \
  }                                                                                                                                        \
  static void loop_less_##BITS(const void *left, const void *right, uint64_t sign, uint8_t yes, uint8_t no, uint8_t *restrict out) {       \
    const T *restrict a = left;                                                                                                            \
    const T *restrict b = right;                                                                                                           \
    T flip = (T)sign;                                                                                                                      \
    for (size_t j = 0; j < COLUMNS_BLOCK; j++) {                                                                                           \
      out[j] = (T)(a[j] ^ flip) < (T)(b[j] ^ flip) ? yes : no;                                                                             \
    }                                                                                                                                      \
  }                                                                                                                                        \
  static void loop_equal_##BITS(const void *left, const void *right, uint8_t yes, uint8_t no, uint8_t *restrict out) {                     \
    const T *restrict a = left;                                                                                                            \
    const T *restrict b = right;                                                                                                           \
    for (size_t j = 0; j < COLUMNS_BLOCK; j++) {                                                                                           \
      out[j] = a[j] == b[j] ? yes : no;                                                                                                    \
    }                                                                                                                                      \
  }                                                                                                                                        \
  static void loop_number_##BITS(const void *from, uint32_t *restrict out) {                                                               \
    const T *restrict a = from;                                                                                                            \
    for (size_t j = 0; j < COLUMNS_BLOCK; j++) {                                                                                           \
      out[j] = (uint32_t)a[j];                                                                                                             \
    }                                                                                                                                      \
  }                                                                                                                                        \
  static void loop_widen_##BITS(const void *from, int64_t *restrict out) {                                                                 \
    const T *restrict a = from;                                                                                                            \
    for (size_t j = 0; j < COLUMNS_BLOCK; j++) {                                                                                           \
      out[j] = (int64_t)a[j];                                                                                                              \
    }                                                                                                                                      \
  }                                                                                                                                        \
  static void loop_widen_signed_##BITS(const void *from, int64_t *restrict out) {                                                          \
    const int##BITS##_t *restrict a = from;                                                                                                \
    for (size_t j = 0; j < COLUMNS_BLOCK; j++) {                                                                                           \
      out[j] = a[j];                                                                                                                       \
    }                                                                                                                                      \
  }

COLUMNS_KERNELS(uint8_t, 8)
COLUMNS_KERNELS(uint16_t, 16)
COLUMNS_KERNELS(uint32_t, 32)
COLUMNS_KERNELS(uint64_t, 64)

#define COLUMNS_LOOPS(BITS)                                                                                                                \
  {                                                                                                                                        \
    loop_range_##BITS, loop_mask_##BITS, loop_set_##BITS, loop_less_##BITS, loop_equal_##BITS, loop_number_##BITS, {                       \
      loop_widen_##BITS, loop_widen_signed_##BITS                                                                                          \
    }                                                                                                                                      \
  }

/* By width: 1, 2, 4, 8. */
static const column_loops loops_by_width[] = {COLUMNS_LOOPS(8), COLUMNS_LOOPS(16), COLUMNS_LOOPS(32), COLUMNS_LOOPS(64)};

const column_loops *hotline__columns_loops(uint8_t width) {
    return &loops_by_width[width == 1 ? 0 : width == 2 ? 1 : width == 4 ? 2 : 3];
}

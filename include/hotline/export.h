/* SPDX-License-Identifier: MIT */
/**
 * @file
 * @brief How a symbol leaves the library.
 *
 * Everything else in the shared library is hidden. A binding that reads flat declarations defines HOTLINE_API as nothing.
 */
#ifndef HOTLINE_EXPORT_H
#define HOTLINE_EXPORT_H

#ifndef HOTLINE_API
#  if defined(_WIN32) && defined(HOTLINE_BUILD_SHARED)
#    define HOTLINE_API __declspec(dllexport)
#  elif defined(_WIN32) && defined(HOTLINE_USE_SHARED)
#    define HOTLINE_API __declspec(dllimport)
#  elif defined(__GNUC__) && __GNUC__ >= 4
#    define HOTLINE_API __attribute__((visibility("default")))
#  else
#    define HOTLINE_API
#  endif
#endif

#endif

# SPDX-License-Identifier: MIT
# The target docs: reference pages of the public headers and the pages in docs/, with warnings as errors.

find_package(Doxygen REQUIRED)
set(HOTLINE_DOCS_OUTPUT ${PROJECT_BINARY_DIR}/docs)
file(MAKE_DIRECTORY ${HOTLINE_DOCS_OUTPUT})
configure_file(${PROJECT_SOURCE_DIR}/docs/Doxyfile ${PROJECT_BINARY_DIR}/Doxyfile @ONLY)
add_custom_target(docs
    COMMAND ${DOXYGEN_EXECUTABLE} ${PROJECT_BINARY_DIR}/Doxyfile
    WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}
    COMMENT "Reference pages in ${HOTLINE_DOCS_OUTPUT}/html"
    VERBATIM)

# SPDX-License-Identifier: MIT
# Install rules: headers, libraries, pkg-config file, CMake package, licence.

include(CMakePackageConfigHelpers)

set(HOTLINE_PACKAGE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/hotline)

install(TARGETS ${HOTLINE_LIBRARIES} EXPORT hotlineTargets
    ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
    LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
    RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.h")
install(FILES ${PROJECT_SOURCE_DIR}/docs/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
if(EXISTS ${PROJECT_SOURCE_DIR}/docs/abi/hotline.json)
    install(FILES ${PROJECT_SOURCE_DIR}/docs/abi/hotline.json ${PROJECT_SOURCE_DIR}/docs/abi/hotline.cdef.h
        DESTINATION ${CMAKE_INSTALL_DATADIR}/hotline)
endif()

install(EXPORT hotlineTargets NAMESPACE hotline:: DESTINATION ${HOTLINE_PACKAGE_DIR})
configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/hotlineConfig.cmake.in
    ${PROJECT_BINARY_DIR}/hotlineConfig.cmake INSTALL_DESTINATION ${HOTLINE_PACKAGE_DIR})
# Before 1.0 a minor release may break callers, so a package is compatible with its own minor version only.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/hotlineConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/hotlineConfig.cmake ${PROJECT_BINARY_DIR}/hotlineConfigVersion.cmake
    DESTINATION ${HOTLINE_PACKAGE_DIR})

if(IS_ABSOLUTE ${CMAKE_INSTALL_LIBDIR})
    set(HOTLINE_PC_LIBDIR ${CMAKE_INSTALL_LIBDIR})
else()
    set(HOTLINE_PC_LIBDIR "\${prefix}/${CMAKE_INSTALL_LIBDIR}")
endif()
if(IS_ABSOLUTE ${CMAKE_INSTALL_INCLUDEDIR})
    set(HOTLINE_PC_INCLUDEDIR ${CMAKE_INSTALL_INCLUDEDIR})
else()
    set(HOTLINE_PC_INCLUDEDIR "\${prefix}/${CMAKE_INSTALL_INCLUDEDIR}")
endif()
configure_file(${PROJECT_SOURCE_DIR}/hotline.pc.in ${PROJECT_BINARY_DIR}/hotline.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/hotline.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

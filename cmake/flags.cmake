# SPDX-License-Identifier: MIT
# Compiler flags, kept from a host project: they are private to our own targets.

set(HOTLINE_WARNINGS -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes)

function(hotline_sanitize target)
    if(NOT HOTLINE_SANITIZE)
        return()
    endif()
    set(list "${HOTLINE_SANITIZE}")
    if(list STREQUAL "ON")
        set(list "address,undefined")
    endif()
    target_compile_options(${target} PRIVATE -fsanitize=${list} -fno-sanitize-recover=all -fno-omit-frame-pointer -g)
    target_link_options(${target} PUBLIC -fsanitize=${list})
endfunction()

function(hotline_flags target)
    set_target_properties(${target} PROPERTIES C_STANDARD 99 C_STANDARD_REQUIRED ON C_EXTENSIONS OFF)
    if(MSVC)
        target_compile_options(${target} PRIVATE /W4 /utf-8)
    else()
        target_compile_options(${target} PRIVATE ${HOTLINE_WARNINGS})
        if(HOTLINE_WERROR)
            target_compile_options(${target} PRIVATE -Werror)
        endif()
    endif()
    hotline_sanitize(${target})
endfunction()

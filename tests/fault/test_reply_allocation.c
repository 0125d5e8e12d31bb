/* SPDX-License-Identifier: MIT */
/*
 * Every allocation of judging replies fails once, each in a new world. The step must say HOTLINE_ERROR_MEMORY; told once more it must succeed,
 * all that is answered must then be the same as if nothing had failed, and nothing may be left allocated.
 */
#include "fault_replies.h"

enum { FAULTS_LEAST = 100 };

int main(void) {
    return fault_run(&replies, FAULTS_LEAST, replies_gather, replies_scatter);
}

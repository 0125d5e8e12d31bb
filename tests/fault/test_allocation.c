/* SPDX-License-Identifier: MIT */
/*
 * Every allocation fails once. Each step of the story is told with its first allocation failing, then its second, and so on until it
 * comes through: it must say HOTLINE_ERROR_MEMORY and change nothing; told once more it must succeed, the whole story must then end in
 * the same words, and nothing may be left allocated.
 */
#include "fault_story.h"

enum { FAULTS_LEAST = 150 }; /* the story is rich enough to be worth telling */

int main(void) {
    return fault_run(&story, FAULTS_LEAST, story_gather, story_scatter);
}

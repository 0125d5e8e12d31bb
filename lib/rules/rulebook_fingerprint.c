/* SPDX-License-Identifier: MIT */
/*
 * One number for all that a policy says after it was merged with its bases, and one for a rulebook: figures and saved tallies name the
 * rules by which they were counted. The order of members and white space do not matter. It refuses to protect against anyone who wants two
 * documents to look alike.
 */
#include "rulebook_impl.h"

#include "../base/bytes.h"
#include "../base/checksum.h"

/* Of numbers in their order, the same on every machine. */
static uint64_t fingerprint_mix(uint64_t a, uint64_t b, uint64_t c) {
    uint8_t bytes[24];
    (void)hotline__bytes_write(hotline__bytes_write(hotline__bytes_write(bytes, a, 8), b, 8), c, 8);
    return hotline__checksum(bytes, sizeof bytes);
}

static uint64_t fingerprint_text(text t) {
    return hotline__checksum(t.at != NULL ? t.at : "", t.len);
}

/* Members of an object are added up, so that their order does not show; elements of an array follow one another. */
static uint64_t fingerprint_value(const json *at) {
    uint64_t sum = at->kind == JSON_INTEGER ? (uint64_t)at->number : fingerprint_text(at->value);
    for (const json *child = at->first; child != NULL; child = child->next) {
        uint64_t inner = fingerprint_value(child); /* as deep as the context let the document be */
        sum = at->kind == JSON_OBJECT ? sum + fingerprint_mix(fingerprint_text(child->key), inner, 0) : fingerprint_mix(sum, inner, 1);
    }
    return fingerprint_mix(at->kind, at->count, sum);
}

uint64_t hotline__policy_fingerprint(const json *document) {
    return fingerprint_value(document);
}

uint64_t hotline_policy_fingerprint(const hotline_policy *policy) {
    return policy == NULL ? 0 : policy->fingerprint;
}

uint64_t hotline_rulebook_fingerprint(const hotline_rulebook *rulebook) {
    uint64_t sum = 0;
    if (rulebook == NULL) {
        return 0;
    }
    for (uint32_t i = 0; i < rulebook->policy_count; i++) {
        sum = fingerprint_mix(sum, hotline_policy_fingerprint(rulebook->timeline[i]), i);
    }
    return fingerprint_mix(sum, rulebook->calendar_fingerprint, rulebook->as_if_in_force);
}

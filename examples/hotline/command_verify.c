/* SPDX-License-Identifier: MIT */
/*
 * hotline verify: whether lines that a desk exported are as they were written. It needs neither the store nor the rules, and refuses to know
 * them.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "desk_run.h"
#include "output.h"

static void print_bytes(const uint8_t *bytes, size_t len) {
    size_t i;
    for (i = 0; i < len; i++) {
        printf("%02x", (unsigned)bytes[i]);
    }
}

static void print_report(const hotline_chain_report *found, int json) {
    printf(json ? "{\"type\":\"verified\",\"subjects\":%llu,\"entries\":%llu,\"personal\":%llu,\"erased\":%llu,\"head\":\""
                : output_say("%llu subjects, %llu entries, all as they were written; %llu personal facts agree, %llu were erased\nhead: ",
                             "%llu个对象，%llu条分录，均与写入时一致；%llu项个人信息相符，%llu项已清除\n末端摘要："),
           (unsigned long long)found->subjects, (unsigned long long)found->entries, (unsigned long long)found->personal,
           (unsigned long long)found->erased);
    print_bytes(found->head, sizeof found->head);
    fputs(json ? "\"}\n" : "\n", stdout);
}

/* The lines by which a desk ends its answers may have been kept with the rest: blanks in their place leave the numbers of lines alone. */
static void blank_ends(input_text *t) {
    static const char end[] = "{\"type\":\"end\"";
    char *at = t->bytes;
    char *to = t->bytes + t->len;
    while (at < to) {
        char *next = memchr(at, '\n', (size_t)(to - at));
        size_t len = next != NULL ? (size_t)(next - at) : (size_t)(to - at);
        if (len >= sizeof end - 1 && memcmp(at, end, sizeof end - 1) == 0) {
            memset(at, ' ', len);
        }
        at += len + (next != NULL);
    }
}

static int verify_text(const arguments *a, const input *in, const hotline_digest *digest, const input_text *t) {
    const char *name = input_name(a->operands.words[0]);
    hotline_chain_report found;
    hotline_error error;
    hotline_status status;
    memset(&found, 0, sizeof found);
    found.struct_size = sizeof found;
    input_error_init(&error);
    status = hotline_chain_verify(in->context, digest, t->bytes, t->len, &found, &error);
    if (status == HOTLINE_OK) {
        print_report(&found, a->json);
        return EXIT_DONE;
    }
    error.status = status;
    input_tell(name, &error);
    return status == HOTLINE_REFUSED ? EXIT_FINDINGS : EXIT_UNUSABLE;
}

static int verify_main(const arguments *a) {
    hotline_digest digest;
    input in;
    input_text t;
    int failed;
    if (a->operands.count != 1) {
        return input_expect("verify LINES|-");
    }
    failed = desk_digest_open(a->digest, &digest);
    if (failed) {
        return failed;
    }
    failed = input_open(a, &in);
    failed = failed ? failed : input_read(a->operands.words[0], &t);
    if (!failed) {
        blank_ends(&t);
        failed = verify_text(a, &in, &digest, &t);
        free(t.bytes);
    }
    input_close(&in);
    return failed;
}

int command_verify(int argc, char **argv) {
    arguments a;
    int failed = arguments_read(argc, argv, 2, TAKES_DIGEST | TAKES_JSON, &a);
    failed = failed ? failed : verify_main(&a);
    arguments_free(&a);
    return failed;
}

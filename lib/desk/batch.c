/* SPDX-License-Identifier: MIT */
/*
 * What one append must keep, as a store reads it. It refuses to know why: that is settled by whoever filled the batch.
 */
#include "store_impl.h"

#include "../base/instant_impl.h"

static const text batch_none = {NULL, 0};

int32_t hotline_batch_kind(const hotline_batch *batch) {
    return batch != NULL ? batch->about.kind : 0;
}

const char *hotline_batch_subject(const hotline_batch *batch, size_t *len) {
    return hotline__text_give(batch != NULL ? batch->about.id : batch_none, len);
}

uint64_t hotline_batch_expected(const hotline_batch *batch) {
    return batch != NULL ? batch->expected : 0;
}

size_t hotline_batch_entry_count(const hotline_batch *batch) {
    return batch != NULL ? batch->entry_count : 0;
}

const char *hotline_batch_entry(const hotline_batch *batch, size_t index, size_t *len) {
    return hotline__text_give(index < hotline_batch_entry_count(batch) ? batch->entries[index].plain : batch_none, len);
}

const char *hotline_batch_entry_personal(const hotline_batch *batch, size_t index, size_t *len) {
    return hotline__text_give(index < hotline_batch_entry_count(batch) ? batch->entries[index].personal : batch_none, len);
}

int32_t hotline_batch_erases(const hotline_batch *batch) {
    return batch != NULL ? batch->erases : 0;
}

const char *hotline_batch_command(const hotline_batch *batch, size_t *len) {
    return hotline__text_give(batch != NULL ? batch->command : batch_none, len);
}

const char *hotline_batch_answer(const hotline_batch *batch, size_t *len) {
    return hotline__text_give(batch != NULL ? batch->answer.plain : batch_none, len);
}

const char *hotline_batch_answer_personal(const hotline_batch *batch, size_t *len) {
    return hotline__text_give(batch != NULL ? batch->answer.personal : batch_none, len);
}

size_t hotline_batch_notice_count(const hotline_batch *batch) {
    return batch != NULL ? batch->notice_count : 0;
}

const char *hotline_batch_notice_id(const hotline_batch *batch, size_t index, size_t *len) {
    return hotline__text_give(index < hotline_batch_notice_count(batch) ? batch->notices[index].id : batch_none, len);
}

const char *hotline_batch_notice(const hotline_batch *batch, size_t index, size_t *len) {
    return hotline__text_give(index < hotline_batch_notice_count(batch) ? batch->notices[index].body : batch_none, len);
}

hotline_instant hotline_batch_wake(const hotline_batch *batch) {
    return batch != NULL ? batch->wake : HOTLINE_NO_INSTANT;
}

hotline_instant hotline_batch_due(const hotline_batch *batch) {
    return batch != NULL ? batch->due : HOTLINE_NO_INSTANT;
}

size_t hotline_batch_woken_count(const hotline_batch *batch) {
    return batch != NULL ? batch->woken_count : 0;
}

int32_t hotline_batch_woken_kind(const hotline_batch *batch, size_t index) {
    return index < hotline_batch_woken_count(batch) ? batch->woken[index].kind : 0;
}

const char *hotline_batch_woken(const hotline_batch *batch, size_t index, size_t *len) {
    return hotline__text_give(index < hotline_batch_woken_count(batch) ? batch->woken[index].id : batch_none, len);
}

hotline_instant hotline_batch_woken_at(const hotline_batch *batch) {
    return batch != NULL ? batch->woken_at : HOTLINE_NO_INSTANT;
}

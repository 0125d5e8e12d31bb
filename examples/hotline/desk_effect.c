/* SPDX-License-Identifier: MIT */
/*
 * What other rules would change for the subjects of a desk: reads their documents as the command reads its own. It refuses to take them.
 */
#include <stdlib.h>
#include <string.h>

#include "desk_question.h"
#include "mapping_value.h"
#include "output.h"

/* Which file it is goes before what the library says of its content. */
static void effect_place(hotline_error *error, const char *file) {
    char path[HOTLINE_ERROR_PATH_SIZE];
    size_t len = strlen(file) < sizeof path - 1 ? strlen(file) : sizeof path - 1;
    size_t more = strlen(error->path) < sizeof path - 2 - len ? strlen(error->path) : len < sizeof path - 2 ? sizeof path - 2 - len : 0;
    memcpy(path, file, len);
    if (more > 0) {
        path[len++] = ':';
        memcpy(path + len, error->path, more);
        len += more;
    }
    path[len] = '\0';
    memcpy(error->path, path, len + 1);
}

static hotline_status effect_add(desk_question *q, hotline_rulebook *rulebook, const json_value *file) {
    input_text text;
    hotline_status status;
    if (input_read(file->text, &text) != 0) { /* why is on stderr */
        value_fail(q->d, file, file->text, output_say("the file cannot be read", "文件无法读取"));
        return HOTLINE_ERROR_NOT_FOUND;
    }
    status = hotline_rulebook_add(rulebook, text.bytes, text.len, q->error);
    free(text.bytes);
    if (status < 0) {
        effect_place(q->error, file->text);
    }
    return status;
}

static hotline_status effect_fill(desk_question *q, const json_value *files, hotline_rulebook *rulebook) {
    hotline_status status = HOTLINE_OK;
    const json_value *file;
    for (file = files->first; status >= 0 && file != NULL; file = file->next) {
        status = effect_add(q, rulebook, file);
    }
    return status;
}

static hotline_status effect_ask(desk_question *q, const hotline_rulebook *rulebook) {
    const char *lines = NULL;
    size_t size = 0;
    hotline_status status = hotline_desk_effect(q->run->desk, rulebook, &q->asked, &lines, &size, q->error);
    if (status >= 0) {
        question_lines(q, lines, size);
    }
    return status;
}

hotline_status desk_ask_effect(desk_question *q) {
    const json_value *files = document_member(q->d->root, "rulebook");
    hotline_rulebook *rulebook = NULL;
    hotline_status status;
    if (value_required(q->d, q->d->root, "", "rulebook") != 0 || value_texts(q->d, files, "rulebook") != 0) {
        return HOTLINE_ERROR_DOCUMENT;
    }
    status = hotline_rulebook_new(q->run->in.context, q->run->in.calendar, &rulebook);
    status = status < 0 ? status : effect_fill(q, files, rulebook);
    if (status >= 0) {
        hotline_rulebook_assume_in_force(rulebook, q->run->as_if_in_force);
        status = effect_ask(q, rulebook);
    }
    hotline_rulebook_free(rulebook);
    return status;
}

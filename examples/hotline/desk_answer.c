/* SPDX-License-Identifier: MIT */
/*
 * Answers of a desk that the library does not write itself: failures, and the ends of what queries are answered with. It refuses to know what
 * was asked.
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "desk_run.h"
#include "output.h"

/* "HOTLINE_ERROR_NOT_FOUND" is "not_found". */
const char *desk_status_word(hotline_status status, char word[32]) {
    static const char all[] = "HOTLINE_";
    static const char failures[] = "HOTLINE_ERROR_";
    const char *name = hotline_status_name(status);
    size_t i;
    if (status == HOTLINE_OK) {
        return "done";
    }
    name += strncmp(name, failures, sizeof failures - 1) == 0 ? sizeof failures - 1 : sizeof all - 1;
    for (i = 0; name[i] != '\0' && i < 31; i++) {
        word[i] = (char)tolower((unsigned char)name[i]);
    }
    word[i] = '\0';
    return word;
}

/* What is wrong in words; of a host's function that failed also what the store says of it. */
static void print_message(const desk_run *r, hotline_status status, const hotline_error *error) {
    const char *said = status == HOTLINE_ERROR_CALLBACK ? desk_store_message(hotline_desk_callback_result(r->desk)) : NULL;
    const char *message = error->message[0] != '\0' ? error->message : hotline_message(status, output_language());
    char both[HOTLINE_ERROR_MESSAGE_SIZE + 128];
    snprintf(both, sizeof both, "%s%s%s", message, said != NULL ? ": " : "", said != NULL ? said : "");
    output_string(both);
}

void desk_answer_failure(const desk_run *r, const json_value *id, hotline_status status, const hotline_error *error) {
    char word[32];
    int named = id != NULL && id->kind == JSON_TEXT;
    fputs("{\"id\":", stdout);
    output_text(named ? id->text : NULL, named ? id->len : 0);
    printf(",\"status\":\"error\",\"duplicate\":false,\"version\":null,\"findings\":[{\"code\":\"%s\",\"severity\":\"error\",\"path\":",
           desk_status_word(status, word));
    output_string(error->path[0] != '\0' ? error->path : NULL);
    if (error->column != 0) {
        printf(",\"column\":%lu", (unsigned long)error->column);
    }
    fputs(",\"message\":", stdout);
    print_message(r, status, error);
    fputs("}],\"due\":null}\n", stdout);
}

void desk_answer_done(hotline_status status) {
    char word[32];
    printf("{\"id\":null,\"status\":\"%s\",\"duplicate\":false,\"version\":null,\"findings\":[],\"due\":null}\n",
           desk_status_word(status, word));
}

void desk_answer_end(const char *query, unsigned long lines) {
    printf("{\"type\":\"end\",\"query\":\"%s\",\"lines\":%lu}\n", query, lines);
}

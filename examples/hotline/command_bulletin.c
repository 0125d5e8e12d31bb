/* SPDX-License-Identifier: MIT */
/*
 * hotline bulletin: what is told of one week or month, as text, JSON lines, a table or a page. It refuses to know what any of it looks like.
 */
#include <string.h>

#include "bulletin.h"
#include "commands.h"
#include "input.h"
#include "output.h"

typedef struct bulletin_form {
    const char *name;
    void (*print)(const bulletin *b);
} bulletin_form;

static const bulletin_form bulletin_forms[] = {
    {"text", bulletin_print_text}, {"json", bulletin_print_json}, {"csv", bulletin_print_csv}, {"html", bulletin_print_html}};

enum { BULLETIN_FORMS = sizeof bulletin_forms / sizeof bulletin_forms[0] };

/* NULL, told, when there is none of that name. */
static const bulletin_form *bulletin_find_form(const char *name) {
    const char *names[BULLETIN_FORMS];
    int i;
    for (i = 0; i < BULLETIN_FORMS; i++) {
        names[i] = bulletin_forms[i].name;
        if (strcmp(name, names[i]) == 0) {
            return &bulletin_forms[i];
        }
    }
    arguments_unknown(output_say("format", "格式"), name, names, BULLETIN_FORMS);
    return NULL;
}

static int bulletin_run(const arguments *a) {
    static casebook book;
    static bulletin b;
    const bulletin_form *form = bulletin_find_form(a->format != NULL ? a->format : "text");
    int32_t kind = a->week != NULL ? HOTLINE_PERIOD_WEEK : HOTLINE_PERIOD_MONTH;
    int failed;
    if (form == NULL) {
        return EXIT_UNUSABLE;
    }
    if (form->print == bulletin_print_html && a->language == NULL) {
        output_speak(HOTLINE_LANGUAGE_ZH); /* the page is for the district's leaders */
    }
    if (a->operands.count != 1 || a->rulebooks.count == 0 || (a->week == NULL) == (a->month == NULL)) {
        return input_expect("bulletin (--rulebook FILE)... --week DAY|--month MONTH [--format text|json|csv|html] LOG|-");
    }
    failed = casebook_open(a, &book);
    if (!failed) {
        failed = bulletin_open(&book, kind, a->week != NULL ? a->week : a->month, &b);
        if (!failed) {
            form->print(&b);
        }
        bulletin_close(&b);
    }
    casebook_close(&book);
    return failed;
}

int command_bulletin(int argc, char **argv) {
    arguments a;
    int failed =
        arguments_read(argc, argv, 2, TAKES_RULEBOOK | TAKES_CALENDAR | TAKES_NOW | TAKES_AS_OF | TAKES_IN_FORCE | TAKES_BULLETIN, &a);
    failed = failed ? failed : bulletin_run(&a);
    arguments_free(&a);
    return failed;
}

/* SPDX-License-Identifier: MIT */
/*
 * Prints a judged log for people: what it held, how each duty fared, what is proposed, what was found, and the bulletin: each unit's figures by month,
 * and for the latest week. It refuses to compute anything but sums and a displayed rate.
 */
#include "judgement.h"

#include <stdio.h>
#include <string.h>

#include "output.h"

static name_count *count_of(name_count *counts, int *count, const char *name, size_t len) {
    int i;
    len = len < sizeof counts[0].name ? len : sizeof counts[0].name - 1;
    for (i = 0; i < *count; i++) {
        if (strlen(counts[i].name) == len && memcmp(counts[i].name, name, len) == 0) {
            return &counts[i];
        }
    }
    if (*count == TALLY_NAMES_MOST) {
        return &counts[TALLY_NAMES_MOST - 1];
    }
    memcpy(counts[*count].name, name, len);
    return &counts[(*count)++];
}

void judgement_count_duty(judgement_counts *c, const hotline_duty *d) {
    name_count *n = count_of(c->duties, &c->duty_count, d->duty, d->duty_len);
    if (n->count++ == 0 && d->label_len > 0 && d->label_len < sizeof n->first) {
        memcpy(n->first, d->label, d->label_len + 1);
    }
    n->by_state[d->state]++;
    n->late += d->late == HOTLINE_YES;
    n->late_unknown += d->late == HOTLINE_UNKNOWN;
    c->late_errors += d->late == HOTLINE_YES && d->severity == HOTLINE_SEVERITY_ERROR;
}

void judgement_count_proposal(judgement_counts *c, const hotline_proposal *p) {
    name_count *n = count_of(c->proposals, &c->proposal_count, p->proposal, p->proposal_len);
    if (n->count++ == 0 && p->label_len > 0 && p->label_len < sizeof n->first) {
        memcpy(n->first, p->label, p->label_len + 1);
    }
    n->by_state[p->state]++;
}

void judgement_describe(const hotline_finding *f, char *out, size_t size) {
    size_t len;
    int written = snprintf(out, size, "%s", f->message);
    if (f->ticket != NULL && written >= 0 && (size_t)written < size) {
        snprintf(out + written, size - (size_t)written, f->event != NULL ? " [%s %s]" : " [%s]", f->ticket, f->event);
    }
    len = strlen(out);
    while (len + 4 > size && len > 0 && (unsigned char)out[len - 1] >= 0x80) {
        out[--len] = '\0'; /* cut off, perhaps within a character */
    }
}

void judgement_count_finding(judgement_counts *c, const hotline_finding *f) {
    name_count *n = count_of(c->findings, &c->finding_count, f->code, f->code_len);
    if (n->count++ == 0) {
        judgement_describe(f, n->first, sizeof n->first);
    }
    n->severity = f->severity;
    c->by_severity[f->severity]++;
}

static void print_log(const judgement_counts *c, const hotline_log_summary *s) {
    unsigned long long others = s->lines - s->bad_lines - s->events;
    printf(output_say("%llu events of %llu tickets, %lld assignments, %llu units (%llu lines, %llu of them unreadable",
                      "%llu 个事件，%llu 张工单，%lld 个转办件，%llu 个单位（%llu 行，其中无法读取 %llu 行"),
           (unsigned long long)s->events, (unsigned long long)s->tickets, c->assignments, (unsigned long long)s->units,
           (unsigned long long)s->lines, (unsigned long long)s->bad_lines);
    if (others != 0) { /* sent twice, an id used again, or after the moment of judging */
        printf(output_say(", %llu repeated or later", "，重复或在其后 %llu 行"), others);
    }
    puts(output_say(")", "）"));
}

static void print_number(long long n) {
    if (n == 0) {
        printf("%10s", ".");
    } else {
        printf("%10lld", n);
    }
}

/* "359", "?12" where it cannot be told, "359 ?12". */
static void print_late(const name_count *n) {
    char words[48] = "";
    if (n->late_unknown == 0) {
        print_number(n->late);
        return;
    }
    snprintf(words, sizeof words, n->late != 0 ? "%lld ?%lld" : "%.0lld?%lld", n->late, n->late_unknown);
    output_cell(words, -10);
}

static void print_row(const name_count *n, int states) {
    int i;
    output_cell(output_say(n->name, n->first[0] != '\0' ? n->first : n->name), 26);
    for (i = 0; i < states; i++) {
        print_number(n->by_state[i]);
    }
}

static void print_title(const char *title) {
    putchar('\n');
    output_cell(title, 26);
}

static void print_duties(const judgement_counts *c) {
    static const char *const zh[] = {"不适用", "待定", "未履行", "已履行", "已免除", "已终止", "已失权", "未规定"};
    int i;
    print_title(output_say("duty", "义务"));
    for (i = 0; i < 8; i++) {
        output_cell(output_say(hotline_duty_state_name(i), zh[i]), -10);
    }
    output_cell(output_say("late", "逾期"), -10);
    putchar('\n');
    for (i = 0; i < c->duty_count; i++) {
        print_row(&c->duties[i], 8);
        print_late(&c->duties[i]);
        putchar('\n');
    }
}

static void print_proposals(const judgement_counts *c) {
    static const char *const zh[] = {"已提出", "未到时", "未规定", "待定"};
    int i;
    if (c->proposal_count == 0) {
        return;
    }
    print_title(output_say("proposal", "建议"));
    for (i = 0; i < 4; i++) {
        output_cell(output_say(hotline_proposal_state_name(i), zh[i]), -10);
    }
    putchar('\n');
    for (i = 0; i < c->proposal_count; i++) {
        print_row(&c->proposals[i], 4);
        putchar('\n');
    }
}

static void print_findings(const judgement_counts *c) {
    int i;
    if (c->finding_count > 0) {
        printf("\n%s\n", output_say("findings, and the first of each kind", "发现的问题，各附首例"));
    }
    for (i = 0; i < c->finding_count; i++) {
        const name_count *n = &c->findings[i];
        printf("%8lld  ", n->count);
        output_cell(output_severity(n->severity), 9);
        output_cell(n->name, 22);
        printf("%s\n", n->first);
    }
}

enum { BULLETIN_UNIT_WIDTH = 14, BULLETIN_COLUMN_WIDTH = 19 };

/* A weighed count keeps its decimals: 16.6, but 16 and not 16.0. */
static void show_weighed(const hotline_figure *f, char *out, size_t size) {
    int64_t scale = 1;
    int64_t rest;
    uint32_t places;
    uint32_t i;
    for (i = 0; i < f->places; i++) {
        scale *= 10;
    }
    rest = f->num % scale;
    for (places = f->places; places > 0 && rest % 10 == 0; places--) {
        rest /= 10;
    }
    if (places == 0) {
        snprintf(out, size, "%lld", (long long)(f->num / scale));
    } else {
        snprintf(out, size, "%lld.%0*lld", (long long)(f->num / scale), (int)places, (long long)rest);
    }
}

/* 37.5 of 40 is 93.75 %: shown to one place, half up, by integers. */
static void print_rate(const hotline_figure *f) {
    int64_t scale = 1;
    int64_t permille;
    uint32_t i;
    char num[32];
    char shown[96];
    for (i = 0; i < f->places; i++) {
        scale *= 10;
    }
    show_weighed(f, num, sizeof num);
    if (!f->has_den) {
        snprintf(shown, sizeof shown, "%s", num);
    } else if (f->den == 0) {
        snprintf(shown, sizeof shown, "-");
    } else {
        permille = (f->num * 2000 / (f->den * scale) + 1) / 2;
        snprintf(shown, sizeof shown, "%s/%lld %3lld.%lld%%", num, (long long)f->den, (long long)(permille / 10),
                 (long long)(permille % 10));
    }
    if (f->unknown != 0) {
        size_t len = strlen(shown);
        snprintf(shown + len, sizeof shown - len, " ?%lld", (long long)f->unknown);
    }
    printf("%*s", BULLETIN_COLUMN_WIDTH, shown);
}

typedef struct bulletin {
    const hotline_tally *tally;
    int32_t kind;
    hotline_day first;
    hotline_figure columns[TALLY_NAMES_MOST]; /* one figure of each measure */
    int column_count;
    const char *unit; /* of the row being printed; the tally's text */
} bulletin;

static int bulletin_column(const bulletin *b, const hotline_figure *f) {
    int i;
    for (i = 0; i < b->column_count; i++) {
        if (strcmp(b->columns[i].measure, f->measure) == 0) {
            return i;
        }
    }
    return -1;
}

static int bulletin_figure(const bulletin *b, size_t i, hotline_figure *f) {
    f->struct_size = sizeof *f;
    return hotline_tally_at(b->tally, i, f) >= 0 && f->kind == b->kind && f->first == b->first;
}

/* The columns of a kind of period are the same in each: what does not occur in one shows as a dot. */
static void bulletin_begin(bulletin *b, const hotline_tally *tally, int32_t kind) {
    hotline_figure f;
    size_t i;
    b->tally = tally;
    b->kind = kind;
    b->column_count = 0;
    f.struct_size = sizeof f;
    for (i = 0; i < hotline_tally_count(tally); i++) {
        if (hotline_tally_at(tally, i, &f) >= 0 && f.kind == kind && b->column_count < TALLY_NAMES_MOST && bulletin_column(b, &f) < 0) {
            b->columns[b->column_count++] = f;
        }
    }
}

static void bulletin_print_row(const bulletin *b, const char *name, const hotline_figure *row, const int *given) {
    int i;
    output_cell(name, BULLETIN_UNIT_WIDTH);
    for (i = 0; i < b->column_count; i++) {
        if (given[i]) {
            print_rate(&row[i]);
        } else {
            printf("%*s", BULLETIN_COLUMN_WIDTH, ".");
        }
    }
    putchar('\n');
}

/* The whole district: counts are summed, rates are not averaged. */
static void bulletin_print_total(const bulletin *b) {
    static hotline_figure row[TALLY_NAMES_MOST];
    static int given[TALLY_NAMES_MOST];
    hotline_figure f;
    size_t i;
    memset(given, 0, sizeof given);
    for (i = 0; i < hotline_tally_count(b->tally); i++) {
        if (bulletin_figure(b, i, &f) && f.unit != NULL) {
            int column = bulletin_column(b, &f);
            if (given[column]) {
                row[column].num += f.num;
                row[column].den += f.den;
                row[column].unknown += f.unknown;
            } else {
                row[column] = f;
                given[column] = 1;
            }
        }
    }
    bulletin_print_row(b, output_say("all units", "合计"), row, given);
}

static void bulletin_print_rows(bulletin *b) {
    static hotline_figure row[TALLY_NAMES_MOST];
    static int given[TALLY_NAMES_MOST];
    hotline_figure f;
    int any = 0;
    size_t i;
    memset(given, 0, sizeof given);
    for (i = 0; i < hotline_tally_count(b->tally); i++) {
        const char *unit;
        if (!bulletin_figure(b, i, &f)) {
            continue;
        }
        unit = f.unit != NULL ? f.unit : output_say("(tickets)", "（工单）");
        if (any && strcmp(unit, b->unit) != 0) {
            bulletin_print_row(b, b->unit, row, given);
            memset(given, 0, sizeof given);
        }
        any = 1;
        b->unit = unit;
        row[bulletin_column(b, &f)] = f;
        given[bulletin_column(b, &f)] = 1;
    }
    if (any) {
        bulletin_print_row(b, b->unit, row, given);
    }
}

static void bulletin_print_title(const bulletin *b) {
    char first[HOTLINE_DATE_SIZE] = "";
    char last[HOTLINE_DATE_SIZE] = "";
    hotline_figure f;
    size_t i;
    for (i = 0; i < hotline_tally_count(b->tally); i++) {
        if (bulletin_figure(b, i, &f)) {
            hotline_day_write(f.first, first);
            hotline_day_write(f.last, last);
            break;
        }
    }
    printf("\n%s  %s %s %s\n",
           output_say(b->kind == HOTLINE_PERIOD_MONTH ? "bulletin of the month" : "bulletin of the week",
                      b->kind == HOTLINE_PERIOD_MONTH ? "月通报" : "周通报"),
           first, output_say("to", "至"), last);
}

static void bulletin_print(bulletin *b, hotline_day first) {
    int i;
    b->first = first;
    bulletin_print_title(b);
    output_cell(output_say("unit", "单位"), BULLETIN_UNIT_WIDTH);
    for (i = 0; i < b->column_count; i++) {
        output_cell(output_name(b->columns[i].measure, b->columns[i].label), -BULLETIN_COLUMN_WIDTH);
    }
    putchar('\n');
    bulletin_print_rows(b);
    bulletin_print_total(b);
}

/* The next period of a kind after `after`; HOTLINE_DAY_NONE when there is none. */
static hotline_day next_period(const hotline_tally *tally, int32_t kind, hotline_day after) {
    hotline_day found = HOTLINE_DAY_NONE;
    hotline_figure f;
    size_t i;
    f.struct_size = sizeof f;
    for (i = 0; i < hotline_tally_count(tally); i++) {
        hotline_tally_at(tally, i, &f);
        if (f.kind == kind && (after == HOTLINE_DAY_NONE || f.first > after) && (found == HOTLINE_DAY_NONE || f.first < found)) {
            found = f.first;
        }
    }
    return found;
}

static void print_bulletins(const hotline_tally *tally) {
    static bulletin b;
    hotline_day day;
    hotline_day week = HOTLINE_DAY_NONE;
    bulletin_begin(&b, tally, HOTLINE_PERIOD_MONTH);
    for (day = next_period(tally, b.kind, HOTLINE_DAY_NONE); day != HOTLINE_DAY_NONE; day = next_period(tally, b.kind, day)) {
        bulletin_print(&b, day);
    }
    bulletin_begin(&b, tally, HOTLINE_PERIOD_WEEK);
    for (day = next_period(tally, b.kind, HOTLINE_DAY_NONE); day != HOTLINE_DAY_NONE; day = next_period(tally, b.kind, day)) {
        week = day;
    }
    if (week != HOTLINE_DAY_NONE) {
        bulletin_print(&b, week);
    }
}

void judgement_print(const judgement_counts *c, const hotline_log_summary *log, const hotline_tally *tally) {
    print_log(c, log);
    print_duties(c);
    print_proposals(c);
    print_findings(c);
    print_bulletins(tally);
}

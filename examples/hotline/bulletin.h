/* SPDX-License-Identifier: MIT */
/* A bulletin (通报): all that is told about one week or month, gathered once; the writers only lay it out. */
#ifndef HOTLINE_EXAMPLE_BULLETIN_H
#define HOTLINE_EXAMPLE_BULLETIN_H

#include "casebook.h"
#include "keep.h"

#include "hotline.h"

enum { BULLETIN_PERIODS_MOST = 13, BULLETIN_IDS_MOST = 50, BULLETIN_CHANGES_MOST = 5, BULLETIN_BINS_MOST = 16 };

/* Rows of figures: the whole district, each unit, and what belongs to no unit. */
enum { BULLETIN_DISTRICT = 0 };

typedef struct bulletin_counts {
    int64_t num, den, unknown, excepted;
} bulletin_counts;

typedef struct bulletin_figure {
    bulletin_counts counts[BULLETIN_PERIODS_MOST]; /* by period: 0 is the one told about, 1 the one before, and so on */
    const char **ids;                              /* the first tickets behind it, at most BULLETIN_IDS_MOST */
    const char *last;                              /* the last of them all */
    size_t tickets;                                /* how many there are */
} bulletin_figure;

typedef struct bulletin_measure {
    hotline_policy_measure said;
    int comparable[BULLETIN_PERIODS_MOST]; /* 1: the policy of that period says the same of it */
} bulletin_measure;

typedef struct bulletin_part {
    const char *name, *label, *formula, *clause, *value; /* NULL: none */
    int32_t state;                                       /* HOTLINE_PART_* */
    int64_t behind;                                      /* what it is below the middle of those ranked, in units of 10^-behind_places */
    uint32_t behind_places;
} bulletin_part;

typedef struct bulletin_standing {
    const char *unit, *value, *band;
    bulletin_part *parts;
    size_t part_count;
    int64_t rank, rank_from_last, level, published; /* 0: none */
    int64_t before;                                 /* rank in the period before; 0: none */
    int64_t best, worst;                            /* places that it may have, as far as can be told; 0: not of a rate */
    int costs;                                      /* index of the part that costs it most; -1: none */
    int32_t state;                                  /* HOTLINE_STANDING_* */
} bulletin_standing;

typedef struct bulletin_ranking {
    hotline_policy_ranking said;
    bulletin_standing *at;    /* ranked ones first */
    const char **causes;      /* items that the policy leaves undefined */
    const char **last_before; /* who was last in the period before */
    size_t count, ranked, cause_count, last_before_count;
    int64_t version; /* of what was published; -1: nothing was */
    int has_before;  /* the period before has this ranking too, by the same policy */
} bulletin_ranking;

typedef struct bulletin_proposal {
    const char *id, *name, *label, *propose, *ticket, *assignment, *unit, *occurrence, *clause, *policy;
    const char **roles;
    size_t role_count;
    hotline_instant at;
} bulletin_proposal;

/* Proposals of one rule. */
typedef struct bulletin_proposal_rule {
    const bulletin_proposal *first;
    int64_t count;
    int64_t *by_row; /* by row of figures */
} bulletin_proposal_rule;

/* A duty as people know it. */
typedef struct bulletin_duty {
    const char *name, *label, *clause;
    int64_t open, late;
} bulletin_duty;

/* Of one row and duty: owed at the end of the period and not met, and of these late. */
typedef struct bulletin_owed {
    struct bulletin_owed *next;
    size_t duty;
    int64_t open, late;
} bulletin_owed;

typedef struct bulletin_debt {
    bulletin_owed *first;
    int64_t open, late;
} bulletin_debt;

typedef struct bulletin_time {
    const char *name, *label, *clause;
    hotline_distribution *took;
    int has_term;
    int has[5];         /* 1: minutes[i] is known */
    int64_t minutes[5]; /* a quarter, half, three quarters, nine tenths of the finished; half of all by the product-limit estimate */
    int64_t finished, censored;
    int64_t width; /* of a bin, in minutes */
    size_t bins;   /* the last one holds whatever took longer */
    int64_t bin_finished[BULLETIN_BINS_MOST], bin_censored[BULLETIN_BINS_MOST];
} bulletin_time;

typedef enum bulletin_change_kind { CHANGE_RATE, CHANGE_RANK, CHANGE_LAST, CHANGE_PROPOSAL } bulletin_change_kind;

typedef struct bulletin_change {
    const bulletin_ranking *ranking;         /* CHANGE_RANK, CHANGE_LAST */
    const bulletin_standing *standing;       /* the same */
    const bulletin_proposal_rule *proposals; /* CHANGE_PROPOSAL */
    size_t row, measure;                     /* CHANGE_RATE */
    int64_t moved;                           /* tenths of a percentage point; places, of a rank: above 0 is better */
    bulletin_change_kind kind;
} bulletin_change;

typedef struct bulletin {
    const casebook *book;
    keep keep;
    const hotline_policy *policy;
    hotline_period periods[BULLETIN_PERIODS_MOST];
    const hotline_policy *policies[BULLETIN_PERIODS_MOST];
    size_t period_count;
    int32_t offset;
    hotline_instant now;
    hotline_log_summary log;
    int unfinished; /* the period was not over at `now` */
    const char **units;
    size_t unit_count, row_count;
    bulletin_measure *measures;
    size_t measure_count;
    bulletin_figure *figures; /* by row, measure */
    bulletin_ranking *rankings;
    size_t ranking_count;
    bulletin_proposal *proposals;
    size_t proposal_count;
    bulletin_proposal_rule *proposal_rules;
    size_t proposal_rule_count;
    bulletin_duty *duties; /* those of which something was owed at the period's end */
    size_t duty_count;
    bulletin_debt *debts; /* by row */
    bulletin_time *times;
    size_t time_count;
    int plain_minutes; /* the calendar has no working hours: every minute counts */
    bulletin_change *changes;
    size_t change_count;
} bulletin;

/* Why a figure has no change. */
typedef enum bulletin_moved { MOVED, MOVED_NO_PERIOD, MOVED_OTHER_RULE, MOVED_NO_RATE, MOVED_NO_RATE_BEFORE, MOVED_UNKNOWN } bulletin_moved;

/* A figure as it is shown. Rates are in tenths of a percent. */
typedef struct bulletin_shown {
    const bulletin_counts *counts;
    int is_rate;             /* 0: a plain count */
    int has_rate;            /* 0: nothing to divide by */
    int has_bounds;          /* some subjects are unknown: the rate lies between low and high */
    int has_wilson;          /* a rate of subjects, without weights */
    int64_t rate, low, high; /* tenths of a percent */
    int64_t wilson_low, wilson_high;
    bulletin_moved moved;
    int64_t change; /* tenths of a percentage point; of a plain count: units of 10^-places */
} bulletin_shown;

/* Gathers it: 0; EXIT_UNUSABLE or EXIT_UNDEFINED, told on stderr. Close it in any case. */
int bulletin_open(casebook *book, int32_t kind, const char *period, bulletin *out);
void bulletin_close(bulletin *b);
void bulletin_show(const bulletin *b, size_t row, size_t measure, size_t period, bulletin_shown *out);
/* NULL for the district and for what belongs to no unit. */
const char *bulletin_unit(const bulletin *b, size_t row);
/* The row of a unit; of NULL the one of no unit. */
size_t bulletin_row(const bulletin *b, const char *unit);
/* The measure of that name, and the one that a ranking is by; measure_count where there is none. */
size_t bulletin_find_measure(const bulletin *b, const char *name);
size_t bulletin_ranked_by(const bulletin *b, const bulletin_ranking *r);
/* 1: something was counted in the period. */
int bulletin_has(const bulletin *b, size_t row, size_t measure);
int bulletin_row_has(const bulletin *b, size_t row);
const bulletin_figure *bulletin_at(const bulletin *b, size_t row, size_t measure);
/* What people call it: the label in Chinese, the name in English or where there is no label. */
const char *bulletin_name(const char *name, const char *label);

/* The parts of gathering, in their order: 0, or EXIT_UNUSABLE, told on stderr. */
int bulletin_gather_tickets(bulletin *b); /* what is behind figures, proposals, times */
void bulletin_gather_times(bulletin *b);  /* what is told of the times that were taken down */
int bulletin_gather_rankings(bulletin *b);
int bulletin_gather_debts(bulletin *b); /* settles the log anew, at the period's end */
void bulletin_gather_changes(bulletin *b);
/* 1, -1: the rate is above, below that of the period before by more than chance explains; 0: it cannot be told. */
int bulletin_clearly(const bulletin *b, size_t row, size_t measure);
/* 1: a duty is a right, which nobody owes. */
int bulletin_is_right(const bulletin *b, const hotline_duty *d);
int bulletin_fail(const char *what, hotline_status status);

/* The forms. */
void bulletin_print_text(const bulletin *b);
void bulletin_print_json(const bulletin *b);
void bulletin_print_csv(const bulletin *b);
void bulletin_print_html(const bulletin *b);

#endif

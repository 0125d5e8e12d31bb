/* SPDX-License-Identifier: MIT */
/*
 * A table by columns, and the plan by which it is counted: views (a column read as a fact of some type), tests (a condition's test over
 * views), sheets (a policy's measures that share their moment) and, in each sheet, groups of measures that share a histogram.
 */
#ifndef HOTLINE_OVERSIGHT_COLUMNS_IMPL_H
#define HOTLINE_OVERSIGHT_COLUMNS_IMPL_H

#include "../../include/hotline/columns.h"

#include "tally_impl.h"

/* Rows are worked in blocks, so that what one loop writes is still near when the next reads it. The last block is filled up with its last
 * row, which does not count again: every loop runs over a whole block. */
enum { COLUMNS_BLOCK = 1024, COLUMNS_PATTERNS = 1024, COLUMNS_SPANS = SPAN_YEAR + 1 };

#define COLUMNS_ROWS_MOST (UINT64_C(1) << 31)

typedef enum column_form { FORM_INTEGER, FORM_BITS, FORM_TEXT, FORM_OTHER } column_form;

/* Beside HOTLINE_COLUMN_DAYS and following: Arrow's milliseconds of a date. */
enum { COLUMN_DATE_MS = HOTLINE_COLUMN_NANOSECONDS + 1 };

typedef struct table_column {
    text name;         /* canonical */
    const char *other; /* FORM_OTHER: the format that cannot be read */
    const uint8_t *data;
    const uint8_t *validity; /* or NULL */
    const char *bytes;
    size_t bytes_len;
    const uint8_t *words; /* places of the words; NULL: no dictionary */
    uint64_t word_count;
    uint64_t rows, offset;
    int64_t null_value;
    uint8_t form;  /* column_form */
    uint8_t width; /* bytes of an element, or of a place */
    uint8_t word_width;
    uint8_t is_signed;
    uint8_t time; /* HOTLINE_COLUMN_NO_TIME ... COLUMN_DATE_MS */
    uint8_t local;
    uint8_t has_null;
} table_column;

struct hotline_columns {
    const hotline_rulebook *rulebook;
    arena keep; /* columns and their names */
    map names;  /* -> number of the column */
    table_column **list;
    uint32_t list_capacity;
    map measures; /* asked for, by the rulebook's names; none: all */
};

/* `column "name"` and what is wrong with it. This and the next two return the status that they set. */
hotline_status hotline__columns_refuse(hotline_error *error, hotline_status status, text name, const char *what);
hotline_status hotline__columns_no_memory(hotline_error *error);
hotline_status hotline__columns_too_many(hotline_error *error);
/* Adds a column under its name; it is copied. */
hotline_status hotline__columns_admit(hotline_columns *c, const table_column *given, hotline_error *error);
/* Takes back all columns after the first `count`. */
void hotline__columns_rewind(hotline_columns *c, uint32_t count);
/* Form, width and sign of a HOTLINE_COLUMN_INT8 and following. */
void hotline__columns_shape(int32_t type, table_column *out);
/* Of dates, not times. */
int hotline__columns_is_date(const table_column *c);
/* The i-th of places that are 4 or 8 bytes wide. */
int64_t hotline__columns_place(const uint8_t *places, uint8_t width, uint64_t i);
/* The text of a row, and the i-th word: 1 and *out, or 0 where the places contradict one another. */
int hotline__columns_text(const table_column *c, uint64_t row, text *out);
int hotline__columns_word(const table_column *c, uint64_t i, text *out);

/* ---- views ---- */

/* How a column is read. */
typedef enum column_reading {
    READ_FLAG,
    READ_INTEGER,
    READ_DATE,
    READ_TIME,
    READ_MOMENT, /* as a time, or a date for the beginning of its day */
    READ_CHOICE, /* one of a map's keys, by number */
    READ_SET,    /* bits of a map's numbers */
    READ_TEXT,
    READ_UNIT
} column_reading;

/* What a view gives for each row of a block. */
typedef struct column_view {
    const table_column *from;
    const map *choices;   /* READ_CHOICE, READ_SET */
    const value *instead; /* of none, in a wide view; else NULL */
    uint8_t reading;
    uint8_t wide;      /* int64_t in the library's own terms */
    uint8_t width;     /* of an element of `data` */
    uint8_t is_signed; /* it is */
    uint8_t nullable;
    uint8_t has_blank; /* some word is empty */
    uint8_t bounded;   /* not all values that fit the width are good: [least, least + reach] are */
    uint8_t hopeless;  /* none is */
    uint64_t least, reach;
    uint8_t *blank;       /* by word: 1: empty */
    uint32_t *renumbered; /* by word: its number, WORD_NONE: no such choice; NULL: the word's own */
    /* Of the block: */
    uint64_t block;   /* number of the block loaded, from 1 */
    const void *data; /* COLUMNS_BLOCK elements; texts: of type text */
    uint8_t *has;     /* SAYS_YES or SAYS_NO by row; only when nullable */
    void *room, *raw; /* of its own */
} column_view;

#define WORD_NONE UINT32_MAX

/* ---- tests ---- */

/* A verdict in a block: `and` is the least, `or` the most of two, `not` is SAYS_YES minus it. */
enum { SAYS_NO = 0, SAYS_UNKNOWN = 1, SAYS_YES = 2 };

typedef enum test_kind { ASK_RANGE, ASK_MASK, ASK_SET, ASK_LESS, ASK_EQUAL, ASK_HAS, ASK_TABLE, ASK_TEXT, ASK_TEXTS } test_kind;

typedef struct column_test {
    column_view *a, *b;       /* b: LESS, EQUAL, TEXTS */
    uint64_t least, reach;    /* RANGE: least <= a <= least + reach, in the width of a; MASK: least; SET: least, a set of numbers */
    const uint8_t *table;     /* TABLE: verdict by word */
    text words;               /* TEXT */
    value instead, instead_b; /* TEXTS: of none */
    uint8_t kind;             /* test_kind */
    uint8_t yes, no;          /* verdicts where it holds and where not */
    uint8_t none;             /* verdict where there is no value */
    uint8_t under;            /* TEXT: lies under the words, instead of: equals them */
    uint8_t ways;             /* 2: never unknown; 3 */
    uint64_t block;
    uint8_t *says; /* of the block */
} column_test;

/* ---- what a measure asks ---- */

typedef struct column_step {
    uint32_t test; /* STEP_TEST */
    uint8_t code;  /* step_code */
    uint8_t says;  /* STEP_CONSTANT */
} column_step;

typedef enum column_step_code { STEP_TEST, STEP_CONSTANT, STEP_NOT, STEP_AND, STEP_OR } column_step_code;

/* A condition over tests of the plan. count 0: there is no condition. */
typedef struct column_program {
    column_step *steps;
    uint32_t count;
} column_program;

/* How a row falls under a measure; OUTCOME_COUNTED + 1 + i: counted with the weight of row i. */
enum { OUTCOME_NOT, OUTCOME_UNKNOWN, OUTCOME_EXCEPTED, OUTCOME_COUNTED };

typedef struct asked_measure {
    const measure_rule *rule;
    int32_t number;
    column_program per, except;
    column_program *rows; /* by row of rule->weights */
    uint32_t *tests;      /* that it reads, each once */
    uint32_t test_count, test_capacity;
} asked_measure;

/* Measures that share a histogram: rows are told apart by the verdicts of all their tests, or, where these are too many, by outcome. */
typedef struct column_group {
    asked_measure **measures;
    uint32_t measure_count;
    uint32_t *tests;
    uint32_t test_count;
    uint32_t ways;                         /* patterns there may be; above COLUMNS_PATTERNS: too many */
    uint32_t seen;                         /* patterns that were seen */
    uint16_t slot_of[COLUMNS_PATTERNS];    /* by pattern: its slot beside SLOT_KNOWN, or 0 */
    uint16_t pattern_of[COLUMNS_PATTERNS]; /* by slot */
    uint32_t shift;                        /* a cell has 1 << shift slots */
    uint32_t *counts;                      /* by cell and slot */
    size_t count_size;                     /* entries */
    uint32_t cells;                        /* that there are */
} column_group;

enum { SLOT_KNOWN = 0x8000 };

/* ---- periods ---- */

/* Days, or half-days where a day does not begin at midnight, that lie in the same periods. */
typedef struct column_segment {
    uint32_t periods[COLUMNS_SPANS]; /* by duty_span: number in the sheet, or PERIOD_NONE */
} column_segment;

#define PERIOD_NONE UINT32_MAX
/* A cell that is known: its number beside this bit. CELL_NOT takes what is not counted. */
#define CELL_KNOWN (UINT32_C(1) << 31)
#define CELL_NOT (CELL_KNOWN | 1)
enum { CELL_UNSEEN = 0, CELL_FIRST = 2 };

/* Which day a value of a column falls on: a division by a constant, without dividing. */
typedef struct day_divider {
    uint64_t bias;          /* added first: makes it positive */
    uint64_t day;           /* units in a day */
    uint64_t factor;        /* see columns_day.c */
    uint32_t before, after; /* shifts before and after the product */
    uint8_t exact;
} day_divider;

/* A row of cells for what has no period, and one for days that were not met before. */
enum { SEGMENT_NONE = 0, SEGMENT_UNSEEN = 1, SEGMENT_FIRST = 2 };

/* The measures of a policy that share their moment. */
typedef struct column_sheet {
    const hotline_policy *policy;
    column_view *moment;
    uint32_t happened; /* test: the moment is there and has come */
    uint8_t due;
    uint8_t by_unit;
    uint8_t halves; /* days begin at another time than midnight */
    day_divider midnight, morning;
    asked_measure **measures;
    uint32_t measure_count, measure_capacity;
    column_group *groups;
    uint32_t group_count;
    /* periods seen */
    period *periods[COLUMNS_SPANS];
    uint32_t period_count[COLUMNS_SPANS], period_capacity[COLUMNS_SPANS];
    column_segment *segments; /* from SEGMENT_FIRST on */
    uint32_t segment_count, segment_capacity;
    /* by (half-)day, from `first` on, + 1; [0]: for rows that do not count */
    uint32_t *segment_of;
    uint32_t nothing[1]; /* of a sheet that has not met a day */
    uint32_t first, day_count;
    uint32_t *cells; /* by segment and unit */
    size_t cells_size;
    uint32_t stride; /* units that a segment has in it */
    uint32_t cell_count;
} column_sheet;

/* ---- the plan ---- */

typedef struct columns_plan {
    const hotline_columns *columns;
    const hotline_rulebook *rulebook;
    hotline_tally *tally; /* nothing reaches it before the table is through */
    hotline_error *error;
    arena keep;
    uint8_t subject; /* rule_subject */
    int32_t event;   /* OF_EVENT */
    hotline_instant now;
    int32_t offset; /* minutes east of UTC */
    uint64_t rows;
    column_view **views;
    uint32_t view_count, view_capacity;
    column_test **tests;
    uint32_t test_count, test_capacity;
    column_sheet **sheets;
    uint32_t sheet_count, sheet_capacity;
    column_view *unit;   /* NULL: rows have no unit */
    map units;           /* texts: id -> number */
    uint32_t unit_count; /* 0: none; from 1 on */
    uint32_t stride;     /* units that a segment has room for, none among them */
    uint64_t row;        /* first row of the block */
    uint32_t block_rows;
    uint64_t block; /* its number, from 1 */
    /* of the block */
    uint32_t unit_of[COLUMNS_BLOCK];
    uint32_t day_of[COLUMNS_BLOCK];
    uint16_t pattern[COLUMNS_BLOCK];
    uint8_t verdicts[CONDITION_STACK][COLUMNS_BLOCK];
    uint8_t found[COLUMNS_BLOCK], unsure[COLUMNS_BLOCK], per[COLUMNS_BLOCK], except[COLUMNS_BLOCK];
    uint16_t outcome[COLUMNS_BLOCK];
    const uint8_t **says; /* by test: what hotline__columns_judge() is given */
} columns_plan;

/* ---- columns_loop.c ---- */
/* Loops over COLUMNS_BLOCK integers of one width. `yes` where it holds, `no` where not. */
typedef struct column_loops {
    /* in [least, least + reach]; both are cut to the width, so that signed numbers do as well */
    void (*range)(const void *from, uint64_t least, uint64_t reach, uint8_t yes, uint8_t no, uint8_t *restrict out);
    void (*mask)(const void *from, uint64_t bits, uint8_t yes, uint8_t no, uint8_t *restrict out);
    void (*set)(const void *from, uint64_t set, uint8_t yes, uint8_t no, uint8_t *restrict out);
    /* sign: the bit that makes a number negative, or 0 */
    void (*less)(const void *left, const void *right, uint64_t sign, uint8_t yes, uint8_t no, uint8_t *restrict out);
    void (*equal)(const void *left, const void *right, uint8_t yes, uint8_t no, uint8_t *restrict out);
    void (*number)(const void *from, uint32_t *restrict out);  /* cut to 32 bits */
    void (*widen[2])(const void *from, int64_t *restrict out); /* by is_signed */
} column_loops;

const column_loops *hotline__columns_loops(uint8_t width);

/* ---- columns_view.c, columns_load.c ---- */
/* A view of the column, an old one where there is one alike. */
hotline_status hotline__columns_view(columns_plan *p, const column_view *wanted, column_view **out);
/* Makes the view's data and has those of the present block. HOTLINE_ERROR_RANGE: a cell is bad. */
hotline_status hotline__columns_load(columns_plan *p, column_view *v);
/* A closed range in the library's terms as one of the column's own numbers: 0 where none of them lies in it. */
int hotline__columns_range(const columns_plan *p, const column_view *v, int64_t least, int64_t most, uint64_t *from, uint64_t *reach);

/* ---- columns_test.c ---- */
hotline_status hotline__columns_test(columns_plan *p, column_test *t);

/* ---- columns_bind.c ---- */
/* Finds the columns of every measure that is to be counted. */
hotline_status hotline__columns_bind(columns_plan *p);

/* ---- columns_judge.c ---- */
/* The outcome of each of COLUMNS_BLOCK rows, whose verdicts stand in says[test]. */
void hotline__columns_judge(columns_plan *p, const asked_measure *m, const uint8_t *const *says);

/* ---- columns_day.c ---- */
void hotline__columns_divider(const columns_plan *p, column_sheet *s);
/* The (half-)days of the block as places in s->segment_of. */
hotline_status hotline__columns_days(columns_plan *p, column_sheet *s);
/* The segment of a place in s->segment_of. */
hotline_status hotline__columns_segment(columns_plan *p, column_sheet *s, uint32_t place, uint32_t *out);

/* ---- columns_cell.c ---- */
/* Numbers of the units of the block, from 1; 0: none. */
hotline_status hotline__columns_units(columns_plan *p);
hotline_status hotline__columns_unit(const columns_plan *p, uint32_t number, text *out);
/* Makes p->day_of and room for all cells that are known. 0 in *counts: no row of the block counts. */
hotline_status hotline__columns_cells(columns_plan *p, column_sheet *s, int *counts);
/* Makes every cell of the block known. */
hotline_status hotline__columns_meet(columns_plan *p, column_sheet *s);
const uint32_t *hotline__columns_units_of(const columns_plan *p, const column_sheet *s);

/* ---- columns_group.c ---- */
hotline_status hotline__columns_groups(columns_plan *p, column_sheet *s);
/* Counts the block. */
hotline_status hotline__columns_patterns(columns_plan *p, column_sheet *s, column_group *g);
/* By slot that was seen: the outcome of the g->measures[i]; of COLUMNS_BLOCK entries each. */
hotline_status hotline__columns_outcomes(columns_plan *p, const column_group *g, uint16_t *outcomes);
void hotline__columns_group_free(const columns_plan *p, column_group *g);

/* ---- columns_settle.c ---- */
/* What was counted, as changes of the tally; they are made all at once or not at all. */
hotline_status hotline__columns_settle(columns_plan *p);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * The letters that begin a date, a word's second letter or a number's unit. It refuses to know what they mean together.
 */
#include "dateword_parts.h"

/* Found by trying: the factor that gives each letter a place of its own. A compiler complains of a place that is filled twice. */
#define PLACE(letter, role, follows) [DATEWORD_PLACE(letter)] = {letter, DATEWORD_OPENS_##role, follows}

const dateword_opening hotline__dateword_openings[DATEWORD_PLACES] = {
    PLACE(0x0030, NUMBER, 0),                                      /* 0 */
    PLACE(0x0031, NUMBER, 0),                                      /* 1 */
    PLACE(0x0032, NUMBER, 0),                                      /* 2 */
    PLACE(0x0033, NUMBER, 0),                                      /* 3 */
    PLACE(0x0034, NUMBER, 0),                                      /* 4 */
    PLACE(0x0035, NUMBER, 0),                                      /* 5 */
    PLACE(0x0036, NUMBER, 0),                                      /* 6 */
    PLACE(0x0037, NUMBER, 0),                                      /* 7 */
    PLACE(0x0038, NUMBER, 0),                                      /* 8 */
    PLACE(0x0039, NUMBER, 0),                                      /* 9 */
    PLACE(0x3007, NUMBER, 0),                                      /* 〇 */
    PLACE(0x96F6, NUMBER, 0),                                      /* 零 */
    PLACE(0x4E00, NUMBER, DATEWORD_SECOND),                        /* 一 */
    PLACE(0x4E8C, NUMBER, DATEWORD_SECOND),                        /* 二 */
    PLACE(0x4E09, NUMBER, DATEWORD_SECOND),                        /* 三 */
    PLACE(0x56DB, NUMBER, DATEWORD_SECOND),                        /* 四 */
    PLACE(0x4E5D, NUMBER, 0),                                      /* 九 */
    PLACE(0x4E24, NUMBER, 0),                                      /* 两 */
    PLACE(0x5EFF, NUMBER, 0),                                      /* 廿 */
    PLACE(0x5345, NUMBER, 0),                                      /* 卅 */
    PLACE(0x4E94, FESTIVAL_NUMBER, DATEWORD_SECOND),               /* 五 */
    PLACE(0x516D, FESTIVAL_NUMBER, DATEWORD_SECOND),               /* 六 */
    PLACE(0x4E03, FESTIVAL_NUMBER, 0),                             /* 七 */
    PLACE(0x516B, FESTIVAL_NUMBER, 0),                             /* 八 */
    PLACE(0x5341, FESTIVAL_NUMBER, 0),                             /* 十 */
    PLACE(0x7B2C, ORDINAL, 0),                                     /* 第 */
    PLACE(0x534A, HALF, DATEWORD_SECOND),                          /* 半 */
    PLACE(0x6BCF, EVERY, 0),                                       /* 每 */
    PLACE(0x672C, WORD, 0),                                        /* 本 */
    PLACE(0x8FD9, WORD, 0),                                        /* 这 */
    PLACE(0x4E0B, WORD, DATEWORD_SECOND),                          /* 下 */
    PLACE(0x4E0A, WORD, DATEWORD_SECOND),                          /* 上 */
    PLACE(0x4ECA, WORD, 0),                                        /* 今 */
    PLACE(0x660E, WORD, 0),                                        /* 明 */
    PLACE(0x540E, WORD, DATEWORD_SECOND),                          /* 后 */
    PLACE(0x5927, WORD, 0),                                        /* 大 */
    PLACE(0x53BB, WORD, 0),                                        /* 去 */
    PLACE(0x524D, WORD, 0),                                        /* 前 */
    PLACE(0x6628, WORD, 0),                                        /* 昨 */
    PLACE(0x5468, WORD, DATEWORD_SECOND | DATEWORD_UNIT),          /* 周 */
    PLACE(0x661F, WORD, DATEWORD_SECOND | DATEWORD_UNIT),          /* 星 */
    PLACE(0x793C, WORD, DATEWORD_SECOND | DATEWORD_UNIT),          /* 礼 */
    PLACE(0x6708, WORD, DATEWORD_SECOND | DATEWORD_UNIT),          /* 月 */
    PLACE(0x5E74, FESTIVAL_YEAR, DATEWORD_SECOND | DATEWORD_UNIT), /* 年 */
    PLACE(0x5143, FESTIVAL_MONTH, 0),                              /* 元 */
    PLACE(0x4E2D, FESTIVAL_WORD, DATEWORD_SECOND),                 /* 中 */
    PLACE(0x56FD, FESTIVAL, 0),                                    /* 国 */
    PLACE(0x6625, FESTIVAL, 0),                                    /* 春 */
    PLACE(0x7AEF, FESTIVAL, 0),                                    /* 端 */
    PLACE(0x6E05, FESTIVAL, 0),                                    /* 清 */
    PLACE(0x52B3, FESTIVAL, 0),                                    /* 劳 */
    PLACE(0x91CD, FESTIVAL, 0),                                    /* 重 */
    PLACE(0x6C5B, FESTIVAL, 0),                                    /* 汛 */
    PLACE(0x96E8, FESTIVAL, 0),                                    /* 雨 */
    PLACE(0x5F00, FESTIVAL, 0),                                    /* 开 */
    PLACE(0x5165, FESTIVAL, 0),                                    /* 入 */
    PLACE(0x4F9B, FESTIVAL, 0),                                    /* 供 */
    PLACE(0x91C7, FESTIVAL, 0),                                    /* 采 */
    PLACE(0x6691, FESTIVAL, 0),                                    /* 暑 */
    PLACE(0x5BD2, FESTIVAL, 0),                                    /* 寒 */
    PLACE(0x8FC7, FESTIVAL, 0),                                    /* 过 */
    PLACE(0x5929, NONE, DATEWORD_SECOND | DATEWORD_UNIT),          /* 天 */
    PLACE(0x65E5, NONE, DATEWORD_SECOND | DATEWORD_UNIT),          /* 日 */
    PLACE(0x4E2A, NONE, DATEWORD_SECOND | DATEWORD_UNIT),          /* 个 */
    PLACE(0x5B63, NONE, DATEWORD_SECOND | DATEWORD_UNIT),          /* 季 */
    PLACE(0x65EC, NONE, DATEWORD_SECOND),                          /* 旬 */
    PLACE(0x672B, NONE, DATEWORD_SECOND),                          /* 末 */
    PLACE(0x5E95, NONE, DATEWORD_SECOND),                          /* 底 */
    PLACE(0x521D, NONE, DATEWORD_SECOND),                          /* 初 */
    PLACE(0x5185, NONE, DATEWORD_SECOND),                          /* 内 */
    PLACE(0x671F, NONE, DATEWORD_SECOND),                          /* 期 */
    PLACE(0x62DC, NONE, DATEWORD_SECOND),                          /* 拜 */
    PLACE(0x81EA, NONE, DATEWORD_UNIT),                            /* 自 */
    PLACE(0x5DE5, NONE, DATEWORD_UNIT),                            /* 工 */
    PLACE(0x53F7, NONE, DATEWORD_UNIT),                            /* 号 */
    PLACE(0x002D, NONE, DATEWORD_UNIT),                            /* - */
    PLACE(0x002F, NONE, DATEWORD_UNIT),                            /* / */
    PLACE(0x002E, NONE, DATEWORD_UNIT),                            /* . */
};

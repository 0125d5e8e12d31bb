/* SPDX-License-Identifier: MIT */
/*
 * A building with its entrance or room, and the plate of a car. It refuses to know streets and estates: without a door nobody is found.
 */
#include "personal_parts.h"

enum { ADDRESS_GAP = 2, ADDRESS_ROOM_LEAST = 3, ADDRESS_ROOM_MOST = 4, ADDRESS_NUMBER_MOST = 5, PLATE_LEAST = 5, PLATE_MOST = 6 };

static const char *const address_buildings[] = {"号楼", "栋", "幢", "座", "号栋", "号幢", "#楼", "#"};
static const char *const address_entrances[] = {"单元", "门栋"};
static const char *const address_floors[] = {"层", "楼"};
static const char *const address_rooms[] = {"室", "户", "房", "号房", "号室", "号"};
/* After a number without 室 they make it something else than a room. */
static const char *const address_others[] = {"年", "月", "日", "元", "万", "米", "平", "人", "个", "家", "台", "辆", "次", "时", "点",
                                             "分", "%",  "余", "多", "层", "楼", "栋", "幢", "座", "单", "名", "盏", "部", "-",  "/",
                                             ".",  ":",  "天", "周", "处", "块", "棵", "根", "吨", "亩", "号", "起", "条"};
static const char *const address_crowd[] = {"居民", "业主", "住户", "群众", "村民", "人家", "家庭", "居住"};

#define ADDRESS_COUNT(table) (sizeof(table) / sizeof(table)[0])

int hotline__personal_is_numeral(const passage *p, uint32_t at) {
    return at < p->count &&
           (hotline__letter_numeral(p->letters[at]) >= 0 || p->letters[at] == 0x5341 /* 十 */ || p->letters[at] == 0x767E /* 百 */);
}

static uint32_t address_skip(const passage *p, uint32_t at) {
    uint32_t from = at;
    while (at - from < ADDRESS_GAP && at < p->count && (hotline__passage_class(p, at) == LETTER_SPACE || p->letters[at] == '-')) {
        at++;
    }
    return at;
}

static int address_is_latin(const passage *p, uint32_t at) {
    return at < p->count && hotline__passage_class(p, at) == LETTER_LATIN;
}

/* A number, perhaps with a Latin letter before it, or such a letter alone; its end, or `at`. */
static uint32_t address_number(const passage *p, uint32_t at, uint32_t *digits) {
    uint32_t first = at + (address_is_latin(p, at) ? 1 : 0);
    uint32_t end = first;
    while (end - first <= ADDRESS_NUMBER_MOST && hotline__personal_is_numeral(p, end)) {
        end++;
    }
    *digits = end - first;
    return end - first > ADDRESS_NUMBER_MOST ? at : end;
}

/* A number with one of the words behind it; the end of both, or 0. */
static uint32_t address_part(const passage *p, uint32_t at, const char *const *words, size_t count) {
    uint32_t digits;
    uint32_t number = address_number(p, at, &digits);
    uint32_t word = address_skip(p, number);
    uint32_t letters = number > at ? hotline__passage_starts_any(p, word, words, count) : 0;
    return letters > 0 ? word + letters : 0;
}

/* 501室, 501户; a bare 501 where nothing says that it is something else. Its end, or 0. */
static uint32_t address_room(const passage *p, uint32_t at) {
    uint32_t digits;
    uint32_t number = address_number(p, at, &digits);
    uint32_t word = address_skip(p, number);
    uint32_t letters = hotline__passage_starts_any(p, word, address_rooms, ADDRESS_COUNT(address_rooms));
    if (digits == 0 || hotline__personal_is_sign(p, number)) {
        return 0;
    }
    if (letters > 0 && p->letters[word] != 0x53F7 /* 号 */) {
        int crowd = p->letters[word] == 0x6237 /* 户 */ &&
                    hotline__passage_starts_any(p, word + 1, address_crowd, ADDRESS_COUNT(address_crowd)) > 0;
        return crowd ? 0 : word + letters;
    }
    if (digits < ADDRESS_ROOM_LEAST || digits > ADDRESS_ROOM_MOST) {
        return 0;
    }
    if (letters > 0) {
        return number;
    }
    return hotline__passage_starts_any(p, number, address_others, ADDRESS_COUNT(address_others)) > 0 ? 0 : number;
}

/* 2-501 behind a building: entrance and room. */
static uint32_t address_pair(const passage *p, uint32_t at) {
    uint32_t digits;
    uint32_t entrance = address_number(p, at, &digits);
    return digits >= 1 && digits <= 2 && p->letters[entrance] == '-' ? address_room(p, entrance + 1) : 0;
}

/* The end of what follows a building; 0 when no door does. */
static uint32_t address_door(const passage *p, uint32_t building) {
    uint32_t at = address_skip(p, building);
    uint32_t entrance = address_part(p, at, address_entrances, ADDRESS_COUNT(address_entrances));
    uint32_t from = entrance > 0 ? address_skip(p, entrance) : at;
    uint32_t floor = address_part(p, from, address_floors, ADDRESS_COUNT(address_floors));
    uint32_t room = address_room(p, from);
    if (room == 0 && floor > 0) {
        room = address_room(p, address_skip(p, floor));
    }
    if (room == 0 && entrance == 0) {
        room = address_pair(p, at);
    }
    return room > 0 ? room : entrance;
}

/* Does a number, or a letter that stands for one, begin here? */
static int address_begins(const passage *p, uint32_t at) {
    int latin = address_is_latin(p, at);
    if (!latin && !hotline__personal_is_numeral(p, at)) {
        return 0;
    }
    return at == 0 || (!hotline__personal_is_sign(p, at - 1) && (latin || !hotline__personal_is_numeral(p, at - 1)));
}

/* 共有10栋460户 counts buildings and households. */
static int address_is_count(const passage *p, uint32_t at, uint32_t end) {
    uint16_t before = at > 0 ? p->letters[at - 1] : 0;
    return p->letters[end - 1] == 0x6237 /* 户 */ && (before == 0x6709 /* 有 */ || before == 0x5171 /* 共 */ || before == 0x8BA1 /* 计 */);
}

/* A window where people come, or a part of the house that all use, is nobody's home. */
static int address_is_public(const passage *p, uint32_t at, uint32_t end) {
    static const char *const near[] = {"政务", "大厅", "窗口", "中心", "办事", "派出所", "大队",   "支队", "办公", "公司",  "门禁",
                                       "楼道", "电梯", "消防", "商铺", "门面", "门店",   "单元门", "楼顶", "外墙", "会议室"};
    enum { BEFORE = 14, BEHIND = 6 };
    uint32_t from = at > BEFORE ? at - BEFORE : 0;
    for (uint32_t i = from; i < end + BEHIND && i < p->count; i++) {
        if (hotline__passage_class(p, i) == LETTER_STOP || hotline__passage_class(p, i) == LETTER_PAUSE) {
            if (i >= end) {
                return 0;
            }
            continue;
        }
        if (hotline__passage_starts_any(p, i, near, ADDRESS_COUNT(near)) > 0) {
            return 1;
        }
    }
    return 0;
}

int hotline__personal_address(const passage *p, uint32_t at, personal *out) {
    uint32_t building = address_begins(p, at) ? address_part(p, at, address_buildings, ADDRESS_COUNT(address_buildings)) : 0;
    uint32_t end = building > 0 ? address_door(p, building) : 0;
    if (end == 0 || address_is_count(p, at, end) || address_is_public(p, at, end)) {
        return 0;
    }
    memset(out, 0, sizeof *out);
    out->at.begin = at;
    out->at.end = end;
    out->kind = PERSONAL_ADDRESS;
    return 1;
}

/* ---- plates ---- */

static int plate_is_province(uint16_t letter) {
    static const uint16_t provinces[] = {0x4E91, 0x4EAC, 0x5180, 0x5409, 0x5B81, 0x5DDD, 0x65B0, 0x664B, 0x6842, 0x6CAA, 0x6D25,
                                         0x6D59, 0x6E1D, 0x6E58, 0x7518, 0x743C, 0x7696, 0x7CA4, 0x82CF, 0x8499, 0x85CF, 0x8C6B,
                                         0x8D35, 0x8D63, 0x8FBD, 0x9102, 0x95FD, 0x9655, 0x9752, 0x9C81, 0x9ED1};
    return hotline__letter_is_one_of(letter, provinces, sizeof provinces / sizeof provinces[0]);
}

static int plate_is_last(uint16_t letter) {
    return letter == 0x6302 /* 挂 */ || letter == 0x5B66 /* 学 */ || letter == 0x8B66 /* 警 */ || letter == 0x6E2F /* 港 */ ||
           letter == 0x6FB3 /* 澳 */;
}

int hotline__personal_plate(const passage *p, uint32_t at, personal *out) {
    uint32_t end = at + 2;
    uint32_t digits = 0;
    if (!address_is_latin(p, at + 1) || !plate_is_province(p->letters[at])) {
        return 0;
    }
    end += p->letters[end] == 0xB7 || p->letters[end] == ' ' || p->letters[end] == '.' || p->letters[end] == '-' ? 1 : 0;
    uint32_t first = end;
    while (end - first <= PLATE_MOST && hotline__personal_is_sign(p, end)) {
        digits += hotline__passage_class(p, end) == LETTER_DIGIT;
        end++;
    }
    end += end - first == PLATE_LEAST - 1 && plate_is_last(p->letters[end]) ? 1 : 0;
    if (end - first < PLATE_LEAST || end - first > PLATE_MOST || digits < 3) {
        return 0;
    }
    out->at.begin = at;
    out->at.end = end;
    out->kind = PERSONAL_PLATE;
    out->first = out->last = 2;
    return 1;
}

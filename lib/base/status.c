/* SPDX-License-Identifier: MIT */
/*
 * Names of statuses and one sentence about each, in two languages: a table. It refuses to know where a status came from; that is the
 * error record's business.
 */
#include "../../include/hotline/status.h"

typedef struct status_entry {
    hotline_status status;
    const char *name;
    const char *sentences[2]; /* by language */
} status_entry;

static const status_entry status_entries[] = {
    {HOTLINE_OK, "HOTLINE_OK", {"Done.", "成功。"}},
    {HOTLINE_REFUSED, "HOTLINE_REFUSED", {"The rules do not allow it.", "规则不允许。"}},
    {HOTLINE_UNDEFINED, "HOTLINE_UNDEFINED", {"The policy does not define this.", "政策文件对此未作规定。"}},
    {HOTLINE_PROVISIONAL,
     "HOTLINE_PROVISIONAL",
     {"The result lies beyond the last published holiday notice and may change.", "结果超出已公布的节假日安排，可能变动。"}},
    {HOTLINE_DUPLICATE, "HOTLINE_DUPLICATE", {"Already there, identical; nothing was added.", "已存在相同内容，未重复添加。"}},
    {HOTLINE_CONFLICT, "HOTLINE_CONFLICT", {"The store holds another version.", "存储中已有其他版本。"}},
    {HOTLINE_ERROR_MEMORY, "HOTLINE_ERROR_MEMORY", {"Out of memory.", "内存不足。"}},
    {HOTLINE_ERROR_ARGUMENT, "HOTLINE_ERROR_ARGUMENT", {"An argument is missing or out of range.", "参数缺失或超出范围。"}},
    {HOTLINE_ERROR_SYNTAX, "HOTLINE_ERROR_SYNTAX", {"The text cannot be read.", "文本无法解析。"}},
    {HOTLINE_ERROR_DOCUMENT,
     "HOTLINE_ERROR_DOCUMENT",
     {"The document is well-formed JSON but not a valid document.", "文档是合法的 JSON，但内容不符合规定格式。"}},
    {HOTLINE_ERROR_LIMIT, "HOTLINE_ERROR_LIMIT", {"A limit was reached.", "超过限制。"}},
    {HOTLINE_ERROR_RANGE, "HOTLINE_ERROR_RANGE", {"A date or number leaves the supported range.", "日期或数值超出支持的范围。"}},
    {HOTLINE_ERROR_NOT_FOUND, "HOTLINE_ERROR_NOT_FOUND", {"There is no such thing.", "未找到。"}},
    {HOTLINE_ERROR_REUSED, "HOTLINE_ERROR_REUSED", {"The id was used before with other content.", "编号已被其他内容使用。"}},
    {HOTLINE_ERROR_CALLBACK, "HOTLINE_ERROR_CALLBACK", {"A callback of the host failed.", "宿主回调返回失败。"}},
    {HOTLINE_ERROR_BUSY, "HOTLINE_ERROR_BUSY", {"The object is in use.", "对象正在使用中。"}},
    {HOTLINE_ERROR_BUFFER, "HOTLINE_ERROR_BUFFER", {"The buffer is too small.", "缓冲区太小。"}},
    {HOTLINE_ERROR_HORIZON, "HOTLINE_ERROR_HORIZON", {"The answer lies beyond the calendar's horizon.", "结果超出日历已确定的范围。"}},
};

static const status_entry status_unknown = {0, "HOTLINE_UNKNOWN", {"Unknown status.", "未知状态。"}};

static const status_entry *status_find(hotline_status status) {
    size_t i;
    for (i = 0; i < sizeof status_entries / sizeof status_entries[0]; i++) {
        if (status_entries[i].status == status) {
            return &status_entries[i];
        }
    }
    return &status_unknown;
}

const char *hotline_status_name(hotline_status status) {
    return status_find(status)->name;
}

const char *hotline_message(hotline_status status, int32_t language) {
    return status_find(status)->sentences[language == HOTLINE_LANGUAGE_ZH];
}

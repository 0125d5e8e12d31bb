/* SPDX-License-Identifier: MIT */
/*
 * The `hotline` command: calendar, due, judge, explain, rank, bulletin, check, reply, states, import, desk, verify. Everything that it can do, a program that links the library can do with
 * the same few calls; see the command_*.c files. It refuses to know any of it and only finds the form that was asked for.
 */
#include <stdio.h>
#include <string.h>

#include "arguments.h"
#include "commands.h"
#include "output.h"

#include "hotline.h"

typedef struct form {
    const char *name;
    int (*run)(int argc, char **argv);
} form;

static const form forms[] = {
    {"calendar", command_calendar}, {"due", command_due},           {"judge", command_judge}, {"explain", command_explain},
    {"rank", command_rank},         {"check", command_check},       {"reply", command_reply}, {"states", command_states},
    {"import", command_import},     {"bulletin", command_bulletin}, {"desk", command_desk},   {"verify", command_verify},
};

static const char *const usage =
    "hotline calendar classify DAY... | add START N | count A B\n"
    "                 [--calendar FILE]... [--known-on DAY] [--json]\n"
    "hotline due      --rulebook FILE... [--calendar FILE]... --duty NAME --owed TIME\n"
    "                 [--fact k=v]... [--ledger] [--as-if-in-force] [--json]\n"
    "hotline judge    --rulebook FILE... [--calendar FILE]... [--as-if-in-force]\n"
    "                 [--now TIME] [--as-of TIME] [--json] [--strict] [--summary] LOG|-\n"
    "hotline explain  --rulebook FILE... [--calendar FILE]... [--as-if-in-force]\n"
    "                 [--now TIME] [--as-of TIME] --ticket ID|--unit ID [--duty NAME] [--json] LOG|-\n"
    "hotline rank     --rulebook FILE... [--calendar FILE]... [--as-if-in-force]\n"
    "                 [--now TIME] [--as-of TIME] --period PERIOD [--kind NAME] [--json] LOG|-\n"
    "hotline bulletin --rulebook FILE... [--calendar FILE]... [--as-if-in-force] [--now TIME] [--as-of TIME]\n"
    "                 --week DAY|--month MONTH [--format text|json|csv|html] LOG|-\n"
    "hotline check    FILE... [--calendar FILE]... [--json] [--strict]\n"
    "hotline reply    --policy FILE... [--calendar FILE]... [--index FILE [--learn]]\n"
    "                 [--as-if-in-force] [--now TIME] [--json] [--strict] INPUT|-\n"
    "hotline states   FILE... [--calendar FILE]... [--dot|--mermaid]\n"
    "hotline import   --map MAP [--rulebook FILE]... [--calendar FILE]... [--report FILE] [--partial] TABLE|-\n"
    "hotline desk     --store sqlite:FILE --rulebook FILE... [--calendar FILE]... [--as-if-in-force]\n"
    "                 [--digest sm3|sha256] [--now TIME|events]\n"
    "hotline verify   [--digest sm3|sha256] [--json] LINES|-\n"
    "\n"
    "--rulebook FILE and --policy FILE are given once for each document, bases before overlays. --lang zh|en goes with every form.\n"
    "LOG is a file of event lines, TABLE one of comma-separated values, LINES what a desk exported, - standard input.\n"
    "Exit: 0 done, 1 with --strict: error findings (check: warnings too), import: something could not be read, or verify: something was "
    "changed,\n"
    "2 unusable arguments, policy or calendar,\n"
    "3 (due, rank, bulletin) the policy leaves it undefined.\n";

static const char *const usage_zh =
    "hotline calendar classify 日期... | add 起始日 天数 | count 甲日 乙日\n"
    "                 [--calendar 文件]... [--known-on 日期] [--json]\n"
    "hotline due      --rulebook 文件... [--calendar 文件]... --duty 义务 --owed 时刻\n"
    "                 [--fact 名=值]... [--ledger] [--as-if-in-force] [--json]\n"
    "hotline judge    --rulebook 文件... [--calendar 文件]... [--as-if-in-force]\n"
    "                 [--now 时刻] [--as-of 时刻] [--json] [--strict] [--summary] 日志|-\n"
    "hotline explain  --rulebook 文件... [--calendar 文件]... [--as-if-in-force]\n"
    "                 [--now 时刻] [--as-of 时刻] --ticket 工单|--unit 单位 [--duty 义务] [--json] 日志|-\n"
    "hotline rank     --rulebook 文件... [--calendar 文件]... [--as-if-in-force]\n"
    "                 [--now 时刻] [--as-of 时刻] --period 周期 [--kind 排名] [--json] 日志|-\n"
    "hotline bulletin --rulebook 文件... [--calendar 文件]... [--as-if-in-force] [--now 时刻] [--as-of 时刻]\n"
    "                 --week 日期|--month 月份 [--format text|json|csv|html] 日志|-\n"
    "hotline check    文件... [--calendar 文件]... [--json] [--strict]\n"
    "hotline reply    --policy 文件... [--calendar 文件]... [--index 文件 [--learn]]\n"
    "                 [--as-if-in-force] [--now 时刻] [--json] [--strict] 答复|-\n"
    "hotline states   文件... [--calendar 文件]... [--dot|--mermaid]\n"
    "hotline import   --map 映射 [--rulebook 文件]... [--calendar 文件]... [--report 文件] [--partial] 表|-\n"
    "hotline desk     --store sqlite:文件 --rulebook 文件... [--calendar 文件]... [--as-if-in-force]\n"
    "                 [--digest sm3|sha256] [--now 时刻|events]\n"
    "hotline verify   [--digest sm3|sha256] [--json] 导出|-\n"
    "\n"
    "每个规则文档各写一次“--rulebook 文件”或“--policy 文件”，被沿用的文档在前。各种形式都可加--lang zh|en。\n"
    "日志是每行一个事件的文件，表是CSV文件，导出是desk导出的各行，-表示标准输入。\n"
    "退出码：0 完成；1 加--strict时发现错误（check含警告），import有无法读取之处，或verify发现改动；2 参数、规则或日历不可用；\n"
    "3（due、rank、bulletin）规则未作规定。\n";

/* Anywhere before `--`: whoever asks for help wants nothing else. */
static int wants_help(int argc, char **argv) {
    int i;
    for (i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0) {
            return 1;
        }
    }
    return argc > 1 && strcmp(argv[1], "help") == 0;
}

static int unknown_form(const char *word) {
    const char *names[sizeof forms / sizeof forms[0]];
    size_t i;
    for (i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        names[i] = forms[i].name;
    }
    return arguments_unknown(output_say("form", "命令形式"), word, names, sizeof names / sizeof names[0]);
}

static int run_form(int argc, char **argv) {
    size_t i;
    if (argc < 2) {
        fputs(output_say(usage, usage_zh), stderr);
        return EXIT_UNUSABLE;
    }
    if (strcmp(argv[1], "--version") == 0) {
        printf("hotline %s\n", hotline_version());
        return EXIT_DONE;
    }
    for (i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        if (strcmp(argv[1], forms[i].name) == 0) {
            return forms[i].run(argc, argv);
        }
    }
    return unknown_form(argv[1]);
}

/* What was printed may still be on its way: a full disk or a closed pipe shows here at the latest. */
int main(int argc, char **argv) {
    int code = EXIT_DONE;
    output_speak(arguments_language(argc, argv));
    if (wants_help(argc, argv)) {
        fputs(output_say(usage, usage_zh), stdout);
    } else {
        code = run_form(argc, argv);
    }
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fputs(output_say("hotline: the output cannot be written\n", "hotline: 输出无法写入\n"), stderr);
        return EXIT_UNUSABLE;
    }
    return code;
}

/* SPDX-License-Identifier: MIT */
/* The forms of the command. Each gets the words after its name and returns the exit code. */
#ifndef HOTLINE_EXAMPLE_COMMANDS_H
#define HOTLINE_EXAMPLE_COMMANDS_H

int command_bulletin(int argc, char **argv);
int command_calendar(int argc, char **argv);
int command_desk(int argc, char **argv);
int command_due(int argc, char **argv);
int command_judge(int argc, char **argv);
int command_check(int argc, char **argv);
int command_import(int argc, char **argv);
int command_explain(int argc, char **argv);
int command_rank(int argc, char **argv);
int command_reply(int argc, char **argv);
int command_states(int argc, char **argv);
int command_verify(int argc, char **argv);

#endif

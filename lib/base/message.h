/* SPDX-License-Identifier: MIT */
/* Pieces of messages in the language asked for. */
#ifndef HOTLINE_BASE_MESSAGE_H
#define HOTLINE_BASE_MESSAGE_H

#include "../../include/hotline/status.h"

/* The piece in a language: static text, or `en` itself when the language is English or the catalogue has no such piece. */
const char *hotline__message_say(const char *en, int32_t language);

#endif

/* SPDX-License-Identifier: MIT */
/* The host's outlet in use. */
#ifndef HOTLINE_DESK_OUTLET_IMPL_H
#define HOTLINE_DESK_OUTLET_IMPL_H

#include "../../include/hotline/outlet.h"

#include "store_impl.h"

typedef struct outlet_port {
    hotline_outlet host;
    int32_t result;  /* of the last callback that stopped an operation */
    uint32_t inside; /* a callback runs */
} outlet_port;

/* Checks and copies the host's record. */
hotline_status hotline__outlet_take(outlet_port *o, const hotline_outlet *host);
/* HOTLINE_OK: delivered. HOTLINE_REFUSED: not now. HOTLINE_ERROR_CALLBACK: stop. */
hotline_status hotline__outlet_deliver(outlet_port *o, const store_notice *notice);

#endif

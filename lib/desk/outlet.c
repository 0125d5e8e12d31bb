/* SPDX-License-Identifier: MIT */
/*
 * Calls the host's outlet. It refuses to know which notices there are, and which were delivered.
 */
#include "outlet_impl.h"

void hotline_outlet_init(hotline_outlet *outlet, size_t struct_size) {
    if (outlet != NULL && struct_size >= sizeof outlet->struct_size) {
        memset(outlet, 0, struct_size);
        outlet->struct_size = (uint32_t)struct_size;
    }
}

hotline_status hotline__outlet_take(outlet_port *o, const hotline_outlet *host) {
    memset(o, 0, sizeof *o);
    if (host == NULL || !hotline__store_record(&o->host, sizeof o->host, host) || o->host.deliver == NULL) {
        return HOTLINE_ERROR_ARGUMENT;
    }
    return HOTLINE_OK;
}

hotline_status hotline__outlet_deliver(outlet_port *o, const store_notice *notice) {
    int32_t result;
    o->inside = 1;
    result = o->host.deliver(o->host.user, notice->id.at, notice->id.len, notice->body.at, notice->body.len);
    o->inside = 0;
    if (result < 0) {
        o->result = result;
        return HOTLINE_ERROR_CALLBACK;
    }
    return result == 0 ? HOTLINE_OK : HOTLINE_REFUSED;
}

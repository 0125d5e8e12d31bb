/* SPDX-License-Identifier: MIT */
/* Sections of a small policy for the tests of its check: changes on the document of policy_document.h. */
#ifndef HOTLINE_TESTS_POLICY_EVENTS_H
#define HOTLINE_TESTS_POLICY_EVENTS_H

#include "policy_document.h"

#define TICKETS                                                                                                                            \
  "{'receive':{'of':'ticket','opens':'ticket','facts':{'kind':'always','urgent':'optional','code':'optional','note':'optional'}},"
#define ASSIGNMENTS "'dispatch':{'of':'ticket','opens':'assignment','by':['centre'],'moves':{'flow':{'received':'sent','sent':'sent'}}},"
#define WORK                                                                                                                               \
  "'handle':{'of':'assignment','by':['handler'],'facts':{'result':'always','amount':'optional','marks':'optional','ready':'optional',"     \
  "'promised_for':'optional','visit':'optional','reply_text':'optional'},'moves':{'work':{'todo':'handled'}}},"                            \
  "'answer':{'of':'assignment'},'callback':{'of':'assignment','facts':{'outcome':'always'}},'ask':{'of':'assignment'},"                    \
  "'grant':{'of':'assignment','facts':{'extra':'always'}},'log_in':{'of':'unit'},"                                                         \
  "'unit_facts':{'of':'unit','facts':{'staff':'optional','level':'optional'}}"
#define CLOSE ",'close':{'of':'ticket','ends':'ticket','moves':{'flow':{'sent':'closed','received':'closed'}}}"
#define REDO ",'redo':{'of':'ticket','opens':'round'}"
#define RETIRE ",'retire':{'of':'assignment','ends':'assignment'}"
#define EVENTS(more) TICKETS ASSIGNMENTS WORK CLOSE REDO RETIRE more "}"
#define ADD(more) "events", EVENTS("," more)
#define PLAIN "events", EVENTS("")
#define FLOW(states)                                                                                                                       \
  "machines", "{'flow':{'of':'ticket','start':'received','states':{'received':'','sent':'','closed':''" states "}},"                       \
              "'work':{'of':'assignment','start':'todo','states':{'todo':'','handled':''}}}"
#define REPLY(keys) "duties", "{'reply':{'of':'assignment'," keys "}}"
#define CASE(keys) "duties", "{'reply':{'of':'assignment','owed':'dispatch','met':'answer'},'case':{'of':'ticket'," keys "}}"
#define NO_DUTY "duties", "{}"
#define NO_MEASURE "measures", "{'rate':'undefined','received':'undefined'}"
#define MEASURE(keys) "measures", "{'received':{'of':'assignment','at':'dispatch'," keys "},'rate':'undefined'}"

#endif

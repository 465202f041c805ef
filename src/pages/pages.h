/*
 * pages: what people see. Residents' pages need no script and no account:
 * whoever has the query code of a case is its citizen. Staff's pages answer to
 * whoever is signed on as staff.
 *
 * All addresses of the program stand in one table: those of the API
 * (api/routes.c) and those of the pages (routes.c).
 */
#ifndef PAGES_PAGES_H
#define PAGES_PAGES_H

#include "pages/page.h"

/* The whole table. Owns: a. */
struct route_table site_routes(struct arena *a);

/* Those that take files (http_options.large). */
struct route_table site_large(void);

/* The functions of the table. */
#define PAGE(name)                                                             \
    void pages_##name(const struct http_request *rq, struct http_response *rs)

PAGE(home);
PAGE(find);
PAGE(asset);
PAGE(prefs);
PAGE(lang);
PAGE(a11y);
PAGE(privacy);
PAGE(models); /* the registry, for everybody */

PAGE(file);        /* of a case: for its citizen */
PAGE(case_file);   /* for staff */
PAGE(case_attach); /* by staff */

PAGE(report);       /* the empty form */
PAGE(report_again); /* the form with what was written, to change it */
PAGE(report_check);
PAGE(report_send);

PAGE(verify); /* the empty form */
PAGE(verify_send);

PAGE(progress);
PAGE(receipt);
PAGE(audit);
PAGE(looks);
PAGE(add);
PAGE(add_send);
PAGE(nudge);
PAGE(nudge_send);
PAGE(withdraw);
PAGE(withdraw_send);
PAGE(rate);
PAGE(rate_send);
PAGE(consent);
PAGE(consent_send);

PAGE(knowledge_find); /* for anybody */
PAGE(knowledge_entry);
PAGE(knowledge); /* for staff */
PAGE(knowledge_one);
PAGE(knowledge_new);
PAGE(knowledge_write);
PAGE(knowledge_revise);
PAGE(knowledge_do);

PAGE(desk);
PAGE(desk_look);
PAGE(desk_take);

PAGE(topics);
PAGE(topic);

PAGE(inbox);
PAGE(queue);
PAGE(rulebook);
PAGE(rulebook_enact);
PAGE(access);
PAGE(holds);
PAGE(requests);
PAGE(request);
PAGE(request_do);
PAGE(staff_models);
PAGE(model_do);
PAGE(request_data);
PAGE(request_new);
PAGE(request_take);
PAGE(request_json);
PAGE(sharing);
PAGE(accounts);
PAGE(accounts_open);
PAGE(account);
PAGE(account_operate);
PAGE(account_authorise);
PAGE(purpose);
PAGE(look);
PAGE(case);
PAGE(case_do);

PAGE(in);
PAGE(in_send);
PAGE(second);
PAGE(second_send);
PAGE(act_as);
PAGE(in_demo);
PAGE(phone);
PAGE(phone_send);
PAGE(phone_code);
PAGE(phone_prove);
PAGE(me);
PAGE(join);
PAGE(own_looks);
PAGE(own_requests);
PAGE(own_request_new);
PAGE(own_request_send);
PAGE(own_request);
PAGE(own_request_drop);
PAGE(own_request_data);
PAGE(own_request_json);
PAGE(own_request_csv);
PAGE(sso);
PAGE(sso_begin);
PAGE(sso_back);
PAGE(out);
PAGE(setup);
PAGE(setup_send);
PAGE(sessions);
PAGE(sessions_end);

#undef PAGE

/* For http_options.admit: staff is let in, others are shown the way to sign
 * in. */
bool pages_admit(const struct http_request *rq, struct http_response *rs);

#endif

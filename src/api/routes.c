/* Every address the server answers; see api.h. */
#include "api/api.h"
#include "api/publish/publish.h"
#include "event/gen/appeal_events.h"

static const struct route routes[] = {
    { HTTP_POST, ROUTE_ANYONE, "/api/v1/appeals", api_receive,
      "Take in a citizen's message." },
    { HTTP_GET, ROUTE_LOCAL, "/api/v1/appeals", api_list,
      "List cases in order of receipt." },
    { HTTP_GET, ROUTE_LOCAL, "/api/v1/appeals.csv", api_table,
      "The same list as a table for spreadsheets." },
    { HTTP_GET, ROUTE_LOCAL, "/api/v1/units/{unit}/deadlines.ics",
      api_deadlines, "What a unit must do by when, as a calendar." },
    { HTTP_GET, ROUTE_LOCAL, "/api/v1/appeals/{id}", api_case,
      "One case: where it stands and what happened, without personal texts." },
    { HTTP_POST, ROUTE_LOCAL, "/api/v1/appeals/{id}/{command}", api_do,
      "Give a command to a case." },
    { HTTP_GET, ROUTE_ANYONE, "/api/v1/c/{query_code}", api_progress,
      "How far a citizen's case is." },
    { HTTP_POST, ROUTE_ANYONE, "/api/v1/c/{query_code}/{command}",
      api_citizen_do, "What a citizen may do with his case." },
    { HTTP_POST, ROUTE_LOCAL, "/api/v1/mask", api_mask,
      "What others would read of a text, and what was covered in it." },
    { HTTP_GET, ROUTE_LOCAL, "/api/v1/outbox", api_outbox,
      "Messages to the outside, by what became of them; and the webhooks." },
    { HTTP_GET, ROUTE_LOCAL, "/api/v1/rulebooks", api_rulebooks,
      "The rulebooks that were enacted, in that order." },
    { HTTP_POST, ROUTE_LOCAL, "/api/v1/rulebooks", api_enact,
      "Enact a rulebook from a day on, or only check it." },
    { HTTP_POST, ROUTE_LOCAL, "/api/v1/outbox/{message}/retry", api_retry,
      "Try a message again that was not sent." },
    { HTTP_POST, ROUTE_LOCAL, "/api/v1/webhooks/{webhook}/resume", api_resume,
      "Let a disabled webhook go on where it stood." },
    { HTTP_GET, ROUTE_ANYONE, "/log/checkpoint", api_checkpoint,
      "The newest signed checkpoint of the log." },
    { HTTP_GET, ROUTE_ANYONE, "/log/key", api_key,
      "The public key that checks its signature." },
    { HTTP_GET, ROUTE_ANYONE, "/log/proof", api_proof,
      "The proof that a leaf is in the log." },
    { HTTP_GET, ROUTE_ANYONE, "/log/consistency", api_consistency,
      "The proof that a smaller log is the beginning of a larger one." },
    { HTTP_GET, ROUTE_ANYONE, "/log/tile/{level}/{a}", api_tile,
      "Hashes of the tree: one tile, by its number." },
    { HTTP_GET, ROUTE_ANYONE, "/log/tile/{level}/{a}/{b}", api_tile,
      "The same; the number in groups, or the width of a part." },
    { HTTP_GET, ROUTE_ANYONE, "/log/tile/{level}/{a}/{b}/{c}", api_tile,
      "The same; the number in groups, or the width of a part." },
    { HTTP_GET, ROUTE_ANYONE, "/log/tile/{level}/{a}/{b}/{c}/{d}", api_tile,
      "The same; the number in groups, or the width of a part." },
    { HTTP_GET, ROUTE_ANYONE, "/c/{query_code}/proof.json", api_receipt,
      "The receipt of a case: its leaves with their proofs." },
    { HTTP_GET, ROUTE_ANYONE, "/open/cases.geojson", api_open_cases,
      "Public cases on the map, without anything personal." },
    { HTTP_GET, ROUTE_ANYONE, "/feeds/street/{code}", api_feed_street,
      "The newest public happenings of a street." },
    { HTTP_GET, ROUTE_ANYONE, "/feeds/matter/{code}", api_feed_matter,
      "The newest public happenings on a matter." },
    { HTTP_GET, ROUTE_ANYONE, "/api/v1/openapi.json", api_openapi,
      "This description." },
    { HTTP_GET, ROUTE_ANYONE, "/healthz", api_health,
      "Is the server at work?" },
    { HTTP_GET, ROUTE_LOCAL, "/metrics", api_metrics,
      "Figures for Prometheus." },
};

struct route_table
api_routes(void)
{
    return (struct route_table){ routes, sizeof(routes) / sizeof(routes[0]) };
}

static bool
is_one_of(struct str name, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(name, str_of(list[i])))
            return true;
    return false;
}

bool
api_is_citizens(struct str command)
{
    static const char *const list[] = { "add_material", "nudge", "withdraw",
                                        "rate" };

    return is_one_of(command, list, sizeof(list) / sizeof(list[0]));
}

const struct payload_type *
api_command(struct str name)
{
    static const char *const inner[] = { "receive", "tick", "inform" };

    if (is_one_of(name, inner, sizeof(inner) / sizeof(inner[0])))
        return NULL;
    for (size_t i = 0; i < APPEAL_TYPES_N; i++)
        if (appeal_types[i]->version == 0 &&
            str_eq(name, str_of(appeal_types[i]->name)))
            return appeal_types[i];
    return NULL;
}

bool
api_is_engines(const struct field *f)
{
    return str_starts(str_of(f->doc), STR("Set by the engine"));
}

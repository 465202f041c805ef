/* Every address the server answers; see api.h. */
#include "api/api.h"
#include "api/desk/desk.h"
#include "api/files/files.h"
#include "api/keep/register.h"
#include "api/knowledge/knowledge_list.h"
#include "api/model/model_view.h"
#include "api/publish/publish.h"
#include "api/request/request_list.h"
#include "event/gen/appeal_events.h"

static const struct route routes[] = {
    { HTTP_POST, ROUTE_ANYONE, "/api/v1/appeals", api_receive,
      "Take in a citizen's message.", "open" },
    { HTTP_GET, ROUTE_LOCAL, "/api/v1/appeals", api_list,
      "List cases in order of receipt.", "list case" },
    { HTTP_GET, ROUTE_LOCAL, "/api/v1/appeals.csv", api_table,
      "The same list as a table for spreadsheets.", "export case" },
    { HTTP_GET, ROUTE_LOCAL, "/api/v1/units/{unit}/deadlines.ics",
      api_deadlines, "What a unit must do by when, as a calendar.",
      "export case" },
    { HTTP_GET, ROUTE_LOCAL, "/api/v1/appeals/{id}", api_case,
      "One case: where it stands and what happened, without personal texts.",
      "see public" },
    { HTTP_POST, ROUTE_LOCAL, "/api/v1/appeals/{id}/files", api_files_staff,
      "Add photos or a recording to a case.", "do attach" },
    { HTTP_GET, ROUTE_LOCAL, "/api/v1/appeals/{id}/files/{n}", api_file_staff,
      "A photo or recording of a case.", "see texts" },
    { HTTP_GET, ROUTE_LOCAL, "/api/v1/appeals/{id}/files/{n}/small",
      api_file_staff, "The thumbnail of a photo.", "see texts" },
    { HTTP_POST, ROUTE_LOCAL, "/api/v1/appeals/{id}/{command}", api_do,
      "Give a command to a case.", "do" },
    { HTTP_GET, ROUTE_ANYONE, "/api/v1/c/{query_code}", api_progress,
      "How far a citizen's case is.", "code" },
    { HTTP_POST, ROUTE_ANYONE, "/api/v1/c/{query_code}/files",
      api_files_citizen, "A citizen adds photos or a recording.", "code" },
    { HTTP_GET, ROUTE_ANYONE, "/api/v1/c/{query_code}/files/{n}",
      api_file_citizen, "A photo or recording of his case.", "code" },
    { HTTP_GET, ROUTE_ANYONE, "/api/v1/c/{query_code}/files/{n}/small",
      api_file_citizen, "The thumbnail of a photo.", "code" },
    { HTTP_POST, ROUTE_ANYONE, "/api/v1/c/{query_code}/{command}",
      api_citizen_do, "What a citizen may do with his case.", "code" },
    { HTTP_POST, ROUTE_LOCAL, "/api/v1/mask", api_mask,
      "What others would read of a text, and what was covered in it.",
      "staff" },
    { HTTP_POST, ROUTE_LOCAL, "/api/v1/reply_check", api_reply_check,
      "What a reply lacks, before it is sent.", "staff" },
    { HTTP_POST, ROUTE_LOCAL, "/api/v1/similar", api_similar,
      "Cases in which a citizen wrote what is like a text.", "see texts" },
    { HTTP_POST, ROUTE_LOCAL, "/api/v1/suggest", api_suggest,
      "What a text may be: kind, matter, level and unit. A person decides.",
      "staff" },
    { HTTP_GET, ROUTE_ANYONE, "/api/v1/models", api_models,
      "The registry of models and word lists.", "open" },
    { HTTP_POST, ROUTE_LOCAL, "/api/v1/models/{of}/{command}", api_model_do,
      "Give a command to the models for a thing.", "do model" },
    { HTTP_GET, ROUTE_LOCAL, "/api/v1/topics", api_topics,
      "What many people write about now, hottest first.", "list topics" },
    { HTTP_GET, ROUTE_LOCAL, "/api/v1/topics/{topic}", api_topic,
      "One topic and its cases.", "list topics" },
    { HTTP_POST, ROUTE_LOCAL, "/api/v1/desk", api_desk,
      "What would become of a text, cases like it, and what answers it.",
      "see texts" },
    { HTTP_POST, ROUTE_LOCAL, "/api/v1/path", api_path,
      "How cases like a text were handled: units, time, rating, answers.",
      "see case" },
    { HTTP_GET, ROUTE_LOCAL, "/api/v1/outbox", api_outbox,
      "Messages to the outside, by what became of them; and the webhooks.",
      "operate outbox" },
    { HTTP_GET, ROUTE_LOCAL, "/api/v1/rulebooks", api_rulebooks,
      "The rulebooks that were enacted, in that order.", "staff" },
    { HTTP_POST, ROUTE_LOCAL, "/api/v1/rulebooks", api_enact,
      "Enact a rulebook from a day on, or only check it.",
      "authorise rulebook" },
    { HTTP_POST, ROUTE_LOCAL, "/api/v1/outbox/{message}/retry", api_retry,
      "Try a message again that was not sent.", "operate outbox" },
    { HTTP_POST, ROUTE_LOCAL, "/api/v1/webhooks/{webhook}/resume", api_resume,
      "Let a disabled webhook go on where it stood.", "operate outbox" },
    { HTTP_GET, ROUTE_ANYONE, "/log/checkpoint", api_checkpoint,
      "The newest signed checkpoint of the log.", "open" },
    { HTTP_GET, ROUTE_ANYONE, "/log/key", api_key,
      "The public key that checks its signature.", "open" },
    { HTTP_GET, ROUTE_ANYONE, "/log/proof", api_proof,
      "The proof that a leaf is in the log.", "open" },
    { HTTP_GET, ROUTE_ANYONE, "/log/consistency", api_consistency,
      "The proof that a smaller log is the beginning of a larger one.",
      "open" },
    { HTTP_GET, ROUTE_ANYONE, "/log/tile/{level}/{a}", api_tile,
      "Hashes of the tree: one tile, by its number.", "open" },
    { HTTP_GET, ROUTE_ANYONE, "/log/tile/{level}/{a}/{b}", api_tile,
      "The same; the number in groups, or the width of a part.", "open" },
    { HTTP_GET, ROUTE_ANYONE, "/log/tile/{level}/{a}/{b}/{c}", api_tile,
      "The same; the number in groups, or the width of a part.", "open" },
    { HTTP_GET, ROUTE_ANYONE, "/log/tile/{level}/{a}/{b}/{c}/{d}", api_tile,
      "The same; the number in groups, or the width of a part.", "open" },
    { HTTP_GET, ROUTE_ANYONE, "/c/{query_code}/proof.json", api_receipt,
      "The receipt of a case: its leaves with their proofs.", "code" },
    { HTTP_GET, ROUTE_LOCAL, "/api/v1/access", api_access,
      "Who looked at what, what was unusual, and what lists were taken along.",
      "audit reads" },
    { HTTP_GET, ROUTE_LOCAL, "/api/v1/sharing", api_sharing,
      "To whom personal data were given.", "see sharing" },
    { HTTP_GET, ROUTE_LOCAL, "/api/v1/holds", api_holds,
      "Cases under legal hold.", "see sharing" },
    { HTTP_GET, ROUTE_LOCAL, "/api/v1/requests", api_requests,
      "What people ask about their own data, by remaining time.",
      "list requests" },
    { HTTP_POST, ROUTE_LOCAL, "/api/v1/requests", api_request_take,
      "Write down what somebody asks about his own data.",
      "do request_submit" },
    { HTTP_GET, ROUTE_LOCAL, "/api/v1/requests/{id}", api_request,
      "One request about one's own data.", "list requests" },
    { HTTP_POST, ROUTE_LOCAL, "/api/v1/requests/{id}/{command}", api_request_do,
      "Give a command to a request.", "do request" },
    { HTTP_GET, ROUTE_LOCAL, "/api/v1/knowledge", api_knowledge_list,
      "Entries to be looked up, and drafts: the newest change first.",
      "staff" },
    { HTTP_POST, ROUTE_LOCAL, "/api/v1/knowledge", api_knowledge_write,
      "Write an entry.", "do knowledge_write" },
    { HTTP_GET, ROUTE_LOCAL, "/api/v1/knowledge/{id}", api_knowledge,
      "One entry: its texts and what happened to it.", "staff" },
    { HTTP_POST, ROUTE_LOCAL, "/api/v1/knowledge/{id}/{command}",
      api_knowledge_do, "Give a command to an entry.", "do knowledge" },
    { HTTP_GET, ROUTE_ANYONE, "/open/knowledge", api_knowledge_find,
      "Look up what is published and holds.", "open" },
    { HTTP_GET, ROUTE_STAFF, "/w/sharing.csv", api_sharing_table,
      "Staff: to whom personal data were given, as a table.",
      "export sharing" },
    { HTTP_GET, ROUTE_ANYONE, "/open/cases.geojson", api_open_cases,
      "Public cases on the map, without anything personal.", "open" },
    { HTTP_GET, ROUTE_ANYONE, "/feeds/street/{code}", api_feed_street,
      "The newest public happenings of a street.", "open" },
    { HTTP_GET, ROUTE_ANYONE, "/feeds/matter/{code}", api_feed_matter,
      "The newest public happenings on a matter.", "open" },
    { HTTP_GET, ROUTE_ANYONE, "/api/v1/openapi.json", api_openapi,
      "This description.", "open" },
    { HTTP_GET, ROUTE_ANYONE, "/healthz", api_health, "Is the server at work?",
      "open" },
    { HTTP_GET, ROUTE_LOCAL, "/metrics", api_metrics, "Figures for Prometheus.",
      "open" },
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
    static const char *const inner[] = { "receive", "tick", "inform",
                                         "attach" };

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

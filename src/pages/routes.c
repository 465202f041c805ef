/* Every page; see pages.h. */
#include "pages/pages.h"

static const struct route routes[] = {
    { HTTP_GET, ROUTE_ANYONE, "/", pages_home, "The first page." },
    { HTTP_POST, ROUTE_ANYONE, "/find", pages_find,
      "From a query code to its case." },
    { HTTP_GET, ROUTE_ANYONE, "/assets/{name}", pages_asset,
      "Styles and pictures of the pages." },
    { HTTP_POST, ROUTE_ANYONE, "/prefs", pages_prefs,
      "Choose text size or language." },
    { HTTP_GET, ROUTE_ANYONE, "/lang", pages_lang, "The languages." },
};

struct route_table
site_routes(struct arena *a)
{
    const struct route_table api = api_routes();
    const size_t n = sizeof(routes) / sizeof(routes[0]);
    struct route *all = arena_alloc(a, (api.n + n) * sizeof(*all));

    for (size_t i = 0; i < api.n; i++)
        all[i] = api.at[i];
    for (size_t i = 0; i < n; i++)
        all[api.n + i] = routes[i];
    return (struct route_table){ all, api.n + n };
}

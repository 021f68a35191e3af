#ifndef POLICYGRAPH_SERVICE_CLI_PAGING_H_
#define POLICYGRAPH_SERVICE_CLI_PAGING_H_

#include "absl/status/statusor.h"
#include "google/protobuf/repeated_field.h"

namespace policygraph::cli {

// Reads one page of at most `limit` items, or with limit 0 all pages, of `max_page` items each, and
// joins them into one response: the first with the items of all. Its next_page_token is empty
// unless more items are left.
//
// `call` takes a request and gives an absl::StatusOr<Response>.
template <typename Request, typename Response, typename Item, typename Call>
absl::StatusOr<Response> ReadPages(Request request, int limit, int max_page,
                                   google::protobuf::RepeatedPtrField<Item>* (Response::*items)(),
                                   const Call& call) {
  request.set_page_size(limit == 0 ? max_page : limit);
  absl::StatusOr<Response> joined = call(request);
  while (joined.ok() && limit == 0 && !joined->next_page_token().empty()) {
    request.set_page_token(joined->next_page_token());
    absl::StatusOr<Response> page = call(request);
    if (!page.ok()) return page.status();
    ((*joined).*items)()->MergeFrom(*((*page).*items)());
    joined->set_next_page_token(page->next_page_token());
  }
  return joined;
}

}  // namespace policygraph::cli

#endif  // POLICYGRAPH_SERVICE_CLI_PAGING_H_

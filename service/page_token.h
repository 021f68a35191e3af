#ifndef POLICYGRAPH_SERVICE_PAGE_TOKEN_H_
#define POLICYGRAPH_SERVICE_PAGE_TOKEN_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "graph/model/ids.h"

namespace policygraph::service {

// Where an answer goes on: a position that only the method which made it understands, in the graph
// of one revision.
struct PageToken {
  Revision revision;
  std::string position;

  friend bool operator==(const PageToken&, const PageToken&) = default;
};

// The token as clients see it: opaque and safe in a URL. It carries a digest of itself and of
// `request`, the fields that must stay the same from page to page, so that a token which was
// changed or belongs to another request is recognised. That guards against mistakes, not against
// forgers: a forged position leads to nothing that its maker could not read anyway. Tokens outlive
// the process.
std::string EncodePageToken(const PageToken& token, std::string_view request);

// The token again; INVALID_PAGE_TOKEN that names `field` when it was not made for `request`.
absl::StatusOr<PageToken> DecodePageToken(std::string_view text, std::string_view request,
                                          std::string_view field);

// The error for a token that is not one of the request; names `field`.
absl::Status InvalidPageToken(std::string_view field);

}  // namespace policygraph::service

#endif  // POLICYGRAPH_SERVICE_PAGE_TOKEN_H_

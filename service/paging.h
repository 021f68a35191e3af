#ifndef POLICYGRAPH_SERVICE_PAGING_H_
#define POLICYGRAPH_SERVICE_PAGING_H_

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "google/protobuf/message.h"
#include "graph/model/ids.h"
#include "graph/state/state_cache.h"
#include "policygraph/v1/revision.pb.h"

namespace policygraph::service {

// Page sizes of a method as its proto comment states them.
struct PageLimits {
  int32_t default_size = 100;
  int32_t max_size = 1000;
};

// Ends a message early, so that it stays below a size however long its elements are. Not
// synchronised.
class MessageBudget {
 public:
  explicit MessageBudget(size_t max_bytes) : max_bytes_(max_bytes) {}

  // Whether the message has room for one more element; always for the first, since it cannot be
  // cut.
  bool Spend(const google::protobuf::Message& element);

 private:
  const size_t max_bytes_;
  size_t bytes_ = 0;
};

// For the elements of a page: half of the 4 MiB that gRPC clients accept unless told otherwise.
inline constexpr size_t kPageBytes = 2 << 20;

// Which part of a list a request asks for. A value.
class Paging {
 public:
  // Reads page_size, page_token and consistency of any paged request.
  // INVALID_ARGUMENT (INVALID_FIELD, INVALID_PAGE_TOKEN).
  static absl::StatusOr<Paging> Of(const google::protobuf::Message& request,
                                   const PageLimits& limits);

  // Most elements to bring.
  size_t size() const { return size_; }

  // Elements of the list to pass over first.
  size_t offset() const { return offset_; }

  // One past the last that the page may bring.
  size_t end() const { return offset_ + size_; }

  // Which revision to read: that of the pages before, or for the first page what the request says.
  ReadAt At(const v1::Consistency& consistency) const;

  // Token of the page that begins at this offset of the list of this revision.
  std::string TokenAt(size_t offset, Revision revision) const;

  // Token of the page after this one, which brought `count` of the list's `total` elements; empty
  // when it was the last.
  std::string TokenAfter(size_t count, size_t total, Revision revision) const;

 private:
  Paging() = default;

  size_t size_ = 0;
  size_t offset_ = 0;
  std::optional<Revision> revision_;
  std::string request_;
};

// What must stay the same from page to page: the type of the request and all its fields but those
// named. Equal requests have equal fingerprints in one build of the server.
std::string RequestFingerprint(const google::protobuf::Message& request,
                               std::initializer_list<const char*> without);

}  // namespace policygraph::service

#endif  // POLICYGRAPH_SERVICE_PAGING_H_

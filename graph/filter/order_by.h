#ifndef POLICYGRAPH_GRAPH_FILTER_ORDER_BY_H_
#define POLICYGRAPH_GRAPH_FILTER_ORDER_BY_H_

#include <cstddef>
#include <string_view>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "graph/filter/field.h"

namespace policygraph {

inline constexpr size_t kMaxOrderByBytes = 200;

// The order of a list as AIP-132 writes it: `confidence desc, name`. Immutable.
class OrderBy {
 public:
  // Leaves lists as they are.
  OrderBy() = default;

  // INVALID_ARGUMENT (INVALID_FIELD) with the column for a field that the schema has not, comes
  // twice, or has several values, for a direction other than asc and desc, and for a text above the
  // limit.
  static absl::StatusOr<OrderBy> Of(std::string_view text, const FilterSchema& schema);

  bool empty() const { return keys_.empty(); }

  // The numbers of `count` records in order. Records that are alike stay as they were; a record
  // that has nothing in a field comes after those that have something, in either direction. No
  // value may be NotRead.
  std::vector<size_t> Sorted(size_t count,
                             absl::FunctionRef<FieldValue(size_t record, size_t field)> read) const;

 private:
  struct Key {
    size_t field = 0;
    bool descending = false;
  };

  std::vector<Key> keys_;
};

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_FILTER_ORDER_BY_H_

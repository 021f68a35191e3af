#ifndef POLICYGRAPH_GRAPH_BASE_STATUS_MACROS_H_
#define POLICYGRAPH_GRAPH_BASE_STATUS_MACROS_H_

#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

// Returns from the calling function when `expr`, an absl::Status, is not OK.
#define RETURN_IF_ERROR(expr)                           \
  do {                                                  \
    if (absl::Status status_ = (expr); !status_.ok()) { \
      return status_;                                   \
    }                                                   \
  } while (false)

// Assigns the value of `expr`, an absl::StatusOr, to `lhs` (which may be a declaration), or returns
// its status from the calling function.
#define ASSIGN_OR_RETURN(lhs, expr) \
  ASSIGN_OR_RETURN_NAMED_(POLICYGRAPH_CONCAT_(status_or_, __LINE__), lhs, expr)

#define ASSIGN_OR_RETURN_NAMED_(name, lhs, expr)   \
  auto name = (expr);                              \
  if (!name.ok()) return std::move(name).status(); \
  lhs = *std::move(name)

#define POLICYGRAPH_CONCAT_(a, b) POLICYGRAPH_CONCAT_INNER_(a, b)
#define POLICYGRAPH_CONCAT_INNER_(a, b) a##b

#endif  // POLICYGRAPH_GRAPH_BASE_STATUS_MACROS_H_

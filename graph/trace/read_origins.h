#ifndef POLICYGRAPH_GRAPH_TRACE_READ_ORIGINS_H_
#define POLICYGRAPH_GRAPH_TRACE_READ_ORIGINS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/base/steps.h"
#include "graph/state/graph_state.h"
#include "graph/store/merge.h"
#include "graph/trace/edge_filter.h"
#include "graph/trace/hop_reader.h"

namespace policygraph {

// Edges that are followed for one answer.
inline constexpr uint64_t kMaxOriginSteps = 50'000'000;

// What a user asks for; the defaults are those of TraceOriginsRequest in
// policygraph/v1/trace_service.proto.
struct OriginsRequest {
  std::string node;  // as ResolveNode takes it
  FilterRequest filter;
  size_t first_origin = 0;  // strategies to pass over
  size_t max_origins = 50;
  size_t max_evidence = 3;  // pieces for each hop
};

struct ReadOrigin {
  MergedNode strategy;  // without evidence
  std::vector<TraceHop> path;
  size_t projects = 0;
  size_t claims = 0;
  std::vector<TraceHop> parents;
};

// The strategies behind a node in the words of the reports; field by field what OriginsResult has.
struct OriginsAnswer {
  MergedNode node;  // with all its evidence
  std::vector<ReadOrigin> origins;
  size_t total_origins = 0;
  size_t total_projects = 0;
  size_t total_claims = 0;
};

// Resolves the node, goes up from it, and reads names and evidence for the rows of the page from
// the state's snapshot.
//
// The errors of ResolveNode; INVALID_ARGUMENT (INVALID_FIELD) for a node of a kind that leads to no
// strategies; NOT_FOUND (REPORT_NOT_FOUND); RESOURCE_EXHAUSTED (LIMIT_EXCEEDED) when more than
// kMaxOriginSteps edges lead up; what `go_on` says; those of the snapshot's reads.
absl::StatusOr<OriginsAnswer> ReadOrigins(const GraphState& state, const OriginsRequest& request,
                                          GoOn go_on);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_TRACE_READ_ORIGINS_H_

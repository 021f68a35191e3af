#ifndef POLICYGRAPH_GRAPH_TRACE_TRACE_TOTALS_H_
#define POLICYGRAPH_GRAPH_TRACE_TRACE_TOTALS_H_

#include <array>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include "graph/model/vocabulary.h"
#include "graph/trace/edge_filter.h"
#include "graph/view/graph_view.h"

namespace policygraph {

// What a trace found in all, whatever part of it is brought.
struct TraceTotals {
  // Places that projects lie in, with how many: most first, then by id. A project that lies in
  // several counts for each.
  std::vector<std::pair<Vertex, size_t>> places;
  size_t projects_without_place = 0;
  std::array<size_t, static_cast<size_t>(Stage::kInOperation) + 1> stages{};  // projects, by stage
  // Each once: those that advance one of the projects, and those on the strategies themselves.
  size_t commitments = 0;
  size_t outcomes = 0;
};

// The furthest stage that a claim says of the project.
Stage FurthestStage(const GraphView& view, const EdgeFilter& filter, Vertex project);

// `claims` are those on the strategies themselves.
TraceTotals CountTotals(const GraphView& view, const EdgeFilter& filter,
                        std::span<const Vertex> projects, std::span<const ViewEdge> claims);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_TRACE_TRACE_TOTALS_H_

#ifndef POLICYGRAPH_GRAPH_ANALYSIS_GROUPS_H_
#define POLICYGRAPH_GRAPH_ANALYSIS_GROUPS_H_

#include <cstddef>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/analysis/subgraph.h"
#include "graph/base/steps.h"

namespace policygraph {

struct GroupQuery {
  size_t min_size = 1;
  size_t max_groups = 20;
  size_t max_members = 10;
};

struct GroupMember {
  SubVertex node = 0;
  size_t neighbors = 0;  // within the group
};

struct Group {
  size_t size = 0;
  size_t joined_pairs = 0;           // of its nodes
  std::vector<GroupMember> members;  // up to max_members: the best connected first, then by id
};

struct Grouping {
  std::vector<Group> groups;  // up to max_groups: the largest first, then by their first node
  size_t total_groups = 0;    // of at least min_size
};

// The groups that labels make of the nodes. Fails as `steps` does.
absl::StatusOr<Grouping> FormGroups(const Subgraph& graph, const std::vector<SubVertex>& labels,
                                    const GroupQuery& query, Steps& steps);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_ANALYSIS_GROUPS_H_

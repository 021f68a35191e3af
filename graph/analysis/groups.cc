#include "graph/analysis/groups.h"

#include <algorithm>
#include <utility>

#include "graph/base/status_macros.h"

namespace policygraph {
namespace {

// A group while only its size is known.
struct Outline {
  size_t size = 0;
  SubVertex first = 0;
  SubVertex label = 0;
};

// Groups by size, the first of the labels' nodes telling equals apart.
std::vector<Outline> OutlinesOf(const std::vector<SubVertex>& labels) {
  std::vector<Outline> by_label(labels.size());
  for (SubVertex v = 0; v < labels.size(); ++v) {
    Outline& outline = by_label[labels[v]];
    if (outline.size++ == 0) outline.first = v;
    outline.label = labels[v];
  }
  return by_label;
}

}  // namespace

absl::StatusOr<Grouping> FormGroups(const Subgraph& graph, const std::vector<SubVertex>& labels,
                                    const GroupQuery& query, Steps& steps) {
  std::vector<Outline> outlines = OutlinesOf(labels);
  const size_t min_size = std::max<size_t>(query.min_size, 1);
  std::erase_if(outlines, [&](const Outline& outline) { return outline.size < min_size; });
  Grouping grouping;
  grouping.total_groups = outlines.size();
  const size_t shown = std::min(query.max_groups, outlines.size());
  std::ranges::partial_sort(
      outlines, outlines.begin() + static_cast<std::ptrdiff_t>(shown), {},
      [](const Outline& outline) { return std::pair(~outline.size, outline.first); });
  outlines.resize(shown);

  std::vector<size_t> positions(labels.size(), shown);  // of the groups shown, by label
  for (size_t i = 0; i < shown; ++i) positions[outlines[i].label] = i;
  grouping.groups.resize(shown);
  for (SubVertex v = 0; v < labels.size(); ++v) {
    const auto neighbors = graph.neighbors()[v];
    RETURN_IF_ERROR(steps.Count(1 + neighbors.size()));
    if (positions[labels[v]] == shown) continue;
    Group& group = grouping.groups[positions[labels[v]]];
    const auto inside = static_cast<size_t>(
        std::ranges::count_if(neighbors, [&](SubVertex w) { return labels[w] == labels[v]; }));
    group.joined_pairs += inside;
    group.members.push_back({v, inside});
  }
  for (Group& group : grouping.groups) {
    group.size = group.members.size();
    group.joined_pairs /= 2;  // each was counted at both ends
    const size_t kept = std::min(query.max_members, group.size);
    std::ranges::partial_sort(
        group.members, group.members.begin() + static_cast<std::ptrdiff_t>(kept), {},
        [](const GroupMember& member) { return std::pair(~member.neighbors, member.node); });
    group.members.resize(kept);
    RETURN_IF_ERROR(steps.Count(group.size));
  }
  return grouping;
}

}  // namespace policygraph

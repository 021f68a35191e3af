#include "graph/store/assertion_rows.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <string>
#include <utility>

#include "graph/base/status_macros.h"
#include "graph/store/assertion_codec.h"
#include "graph/store/key_codec.h"
#include "graph/store/report_elements.h"

namespace policygraph {
namespace {

const NodeId& ElementOf(const NodeAssertion* assertion) { return assertion->node.id; }
const EdgeKey& ElementOf(const EdgeAssertion* assertion) { return assertion->key; }

// The assertions of one report among those of a commit, by element; of several of one element the
// last one counts.
template <typename Assertion>
std::vector<const Assertion*> PutsOf(const ReportId& report, const std::vector<Assertion>& all) {
  std::vector<const Assertion*> puts;
  puts.reserve(all.size());
  for (const Assertion& assertion : all) {
    if (assertion.report == report) puts.push_back(&assertion);
  }
  const auto by_element = [](const Assertion* a, const Assertion* b) {
    return ElementOf(a) < ElementOf(b);
  };
  if (!std::ranges::is_sorted(puts, by_element)) std::ranges::stable_sort(puts, by_element);
  const auto repeats = std::unique(puts.rbegin(), puts.rend(), [](const auto* a, const auto* b) {
    return ElementOf(a) == ElementOf(b);
  });
  puts.erase(puts.begin(), repeats.base());
  return puts;
}

template <typename Element>
std::vector<Element> RemovalsOf(const ReportId& report,
                                const std::vector<std::pair<Element, ReportId>>& all) {
  std::vector<Element> removals;
  for (const auto& [element, of] : all) {
    if (of == report) removals.push_back(element);
  }
  std::ranges::sort(removals);
  return removals;
}

// What is asserted after the change: what was before and is neither removed nor put, and the puts.
template <typename Assertion, typename Element>
std::vector<const Assertion*> After(const std::vector<Assertion>& before,
                                    const std::vector<Element>& removals,
                                    const std::vector<const Assertion*>& puts) {
  if (before.empty()) return puts;
  std::vector<const Assertion*> after;
  auto put = puts.begin();
  for (const Assertion& assertion : before) {
    while (put != puts.end() && ElementOf(*put) < ElementOf(&assertion)) after.push_back(*put++);
    const bool replaced = put != puts.end() && ElementOf(*put) == ElementOf(&assertion);
    if (replaced || std::ranges::binary_search(removals, ElementOf(&assertion))) continue;
    after.push_back(&assertion);
  }
  after.insert(after.end(), put, puts.end());
  return after;
}

// What a commit does to one report.
class ReportChange {
 public:
  ReportChange(const Commit& commit, const ReportId& report, const ReportAssertions& before)
      : report_(report),
        put_nodes_(PutsOf(report, commit.put_nodes)),
        put_edges_(PutsOf(report, commit.put_edges)),
        removed_nodes_(RemovalsOf(report, commit.remove_nodes)),
        removed_edges_(RemovalsOf(report, commit.remove_edges)),
        nodes_(After(before.nodes, removed_nodes_, put_nodes_)),
        edges_(After(before.edges, removed_edges_, put_edges_)) {}

  void AddRows(RocksBatch& batch) const {
    AssertionEncoder encoder;
    auto node = nodes_.begin();
    auto edge = edges_.begin();
    for (const NodeId& id : ChangedNodes()) {
      while (node != nodes_.end() && (*node)->node.id < id) ++node;
      while (edge != edges_.end() && (*edge)->key.source < id) ++edge;
      const auto first_edge = edge;
      while (edge != edges_.end() && (*edge)->key.source == id) ++edge;
      const bool asserted = node != nodes_.end() && (*node)->node.id == id;
      const std::string key = EncodeNodeKey({id, report_});
      if (asserted || first_edge != edge) {
        batch.Put(Table::kAssertions, key,
                  encoder.Encode(asserted ? *node : nullptr, std::span(first_edge, edge)));
      } else {
        batch.Delete(Table::kAssertions, key);
      }
    }
  }

  void AddElements(RocksBatch& batch) const {
    const std::string key = EncodeReportKey(report_);
    if (nodes_.empty() && edges_.empty()) {
      batch.Delete(Table::kReportElements, key);
      return;
    }
    ReportElements elements;
    elements.nodes.reserve(nodes_.size());
    elements.edges.reserve(edges_.size());
    for (const NodeAssertion* node : nodes_) elements.nodes.push_back(node->node.id);
    for (const EdgeAssertion* edge : edges_) elements.edges.push_back(edge->key);
    batch.Put(Table::kReportElements, key, EncodeReportElements(elements));
  }

 private:
  // The nodes whose rows change.
  std::vector<NodeId> ChangedNodes() const {
    std::vector<NodeId> changed = removed_nodes_;
    for (const EdgeKey& edge : removed_edges_) changed.push_back(edge.source);
    for (const NodeAssertion* put : put_nodes_) changed.push_back(put->node.id);
    const auto nodes = static_cast<std::ptrdiff_t>(changed.size());
    for (const EdgeAssertion* put : put_edges_) changed.push_back(put->key.source);
    if (removed_nodes_.empty() && removed_edges_.empty()) {
      std::ranges::inplace_merge(changed, changed.begin() + nodes);
    } else {
      std::ranges::sort(changed);
    }
    changed.erase(std::unique(changed.begin(), changed.end()), changed.end());
    return changed;
  }

  const ReportId report_;
  const std::vector<const NodeAssertion*> put_nodes_;
  const std::vector<const EdgeAssertion*> put_edges_;
  const std::vector<NodeId> removed_nodes_;
  const std::vector<EdgeKey> removed_edges_;
  const std::vector<const NodeAssertion*> nodes_;  // after the change
  const std::vector<const EdgeAssertion*> edges_;
};

}  // namespace

std::vector<ReportId> ChangedReports(const Commit& commit) {
  std::vector<ReportId> reports;
  const auto add = [&](const ReportId& report) {
    if (reports.empty() || reports.back() != report) reports.push_back(report);
  };
  for (const NodeAssertion& put : commit.put_nodes) add(put.report);
  for (const EdgeAssertion& put : commit.put_edges) add(put.report);
  for (const auto& [node, report] : commit.remove_nodes) add(report);
  for (const auto& [edge, report] : commit.remove_edges) add(report);
  std::ranges::sort(reports);
  reports.erase(std::unique(reports.begin(), reports.end()), reports.end());
  return reports;
}

absl::Status AddAssertionRows(const Commit& commit, const GraphSnapshot& base, RocksBatch& batch) {
  for (const ReportId& report : ChangedReports(commit)) {
    ASSIGN_OR_RETURN(const ReportAssertions before, base.AssertionsOfReport(report));
    const ReportChange change(commit, report, before);
    change.AddRows(batch);
    change.AddElements(batch);
  }
  return absl::OkStatus();
}

}  // namespace policygraph

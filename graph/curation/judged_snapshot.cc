#include "graph/curation/judged_snapshot.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "graph/base/status_macros.h"

namespace policygraph {
namespace {

const NodeId& ElementOf(const NodeAssertion& assertion) { return assertion.node.id; }
const EdgeKey& ElementOf(const EdgeAssertion& assertion) { return assertion.key; }

// What is asserted of the elements that are changed, in place of what is stored.
template <typename Element, typename Assertion>
class Overlay {
 public:
  explicit Overlay(const std::map<Element, std::map<ReportId, Assertion>>& changed) {
    for (const auto& [element, by_report] : changed) {
      std::vector<Assertion>& assertions = changed_[element];
      for (const auto& [report, assertion] : by_report) assertions.push_back(assertion);
    }
  }

  // As GraphSnapshot::ReadNodes; `read` reads what is stored.
  template <typename Read>
  absl::StatusOr<std::vector<Assertion>> ReadElements(std::span<const Element> elements,
                                                      Read read) const {
    std::vector<Assertion> found;
    while (!elements.empty()) {
      const auto is_changed = [&](const Element& element) { return changed_.contains(element); };
      const size_t stored =
          static_cast<size_t>(std::ranges::find_if(elements, is_changed) - elements.begin());
      if (stored > 0) {
        ASSIGN_OR_RETURN(auto run, read(elements.first(stored)));
        std::ranges::move(run, std::back_inserter(found));
        elements = elements.subspan(stored);
        continue;
      }
      std::ranges::copy(changed_.at(elements[0]), std::back_inserter(found));
      elements = elements.subspan(1);
    }
    return found;
  }

  // As GraphSnapshot::ScanNodes; `scan` scans what is stored.
  template <typename Scan>
  absl::Status ScanElements(const Element& from, absl::FunctionRef<bool(const Assertion&)> visit,
                            Scan scan) const {
    auto next = changed_.lower_bound(from);
    bool more = true;
    const auto visit_changed = [&] {
      for (const Assertion& assertion : next->second) {
        if (!(more = visit(assertion))) return;
      }
      ++next;
    };
    RETURN_IF_ERROR(scan(from, [&](const Assertion& assertion) {
      const Element& element = ElementOf(assertion);
      while (more && next != changed_.end() && next->first < element) visit_changed();
      if (!more) return false;
      if (next != changed_.end() && next->first == element) return true;
      return more = visit(assertion);
    }));
    while (more && next != changed_.end()) visit_changed();
    return absl::OkStatus();
  }

  // The elements that the report asserts, of which these are stored; both in order.
  std::vector<Element> OfReport(const ReportId& report, std::vector<Element> stored) const {
    std::erase_if(stored, [&](const Element& element) { return changed_.contains(element); });
    const size_t unchanged = stored.size();
    for (const auto& [element, assertions] : changed_) {
      if (std::ranges::count(assertions, report, &Assertion::report) > 0) stored.push_back(element);
    }
    std::ranges::inplace_merge(stored, stored.begin() + static_cast<std::ptrdiff_t>(unchanged));
    return stored;
  }

 private:
  std::map<Element, std::vector<Assertion>> changed_;
};

class JudgedSnapshot final : public GraphSnapshot {
 public:
  JudgedSnapshot(std::shared_ptr<const GraphSnapshot> stored, const PartialGraph& changed)
      : stored_(std::move(stored)), nodes_(changed.nodes()), edges_(changed.edges()) {}

  Revision revision() const override { return stored_->revision(); }

  absl::StatusOr<std::vector<NodeAssertion>> ReadNodes(std::span<const NodeId> ids) const override {
    return nodes_.ReadElements(
        ids, [&](std::span<const NodeId> some) { return stored_->ReadNodes(some); });
  }

  absl::StatusOr<std::vector<EdgeAssertion>> ReadEdges(
      std::span<const EdgeKey> keys) const override {
    return edges_.ReadElements(
        keys, [&](std::span<const EdgeKey> some) { return stored_->ReadEdges(some); });
  }

  absl::Status ScanNodes(const NodeId& from,
                         absl::FunctionRef<bool(const NodeAssertion&)> visit) const override {
    return nodes_.ScanElements(from, visit, [&](const NodeId& first, const auto& visit_stored) {
      return stored_->ScanNodes(first, visit_stored);
    });
  }

  absl::Status ScanEdges(const EdgeKey& from,
                         absl::FunctionRef<bool(const EdgeAssertion&)> visit) const override {
    return edges_.ScanElements(from, visit, [&](const EdgeKey& first, const auto& visit_stored) {
      return stored_->ScanEdges(first, visit_stored);
    });
  }

  absl::StatusOr<std::vector<NodeId>> NodesOfReport(const ReportId& report) const override {
    ASSIGN_OR_RETURN(std::vector<NodeId> stored, stored_->NodesOfReport(report));
    return nodes_.OfReport(report, std::move(stored));
  }

  absl::StatusOr<std::vector<EdgeKey>> EdgesOfReport(const ReportId& report) const override {
    ASSIGN_OR_RETURN(std::vector<EdgeKey> stored, stored_->EdgesOfReport(report));
    return edges_.OfReport(report, std::move(stored));
  }

  absl::StatusOr<ReportAssertions> AssertionsOfReport(const ReportId& report) const override {
    ASSIGN_OR_RETURN(const std::vector<NodeId> ids, NodesOfReport(report));
    ASSIGN_OR_RETURN(const std::vector<EdgeKey> keys, EdgesOfReport(report));
    ReportAssertions assertions;
    ASSIGN_OR_RETURN(assertions.nodes, ReadNodes(ids));
    ASSIGN_OR_RETURN(assertions.edges, ReadEdges(keys));
    const auto is_other = [&](const auto& assertion) { return assertion.report != report; };
    std::erase_if(assertions.nodes, is_other);
    std::erase_if(assertions.edges, is_other);
    return assertions;
  }

  absl::StatusOr<std::optional<StoredReport>> FindReport(const ReportId& report) const override {
    return stored_->FindReport(report);
  }

  absl::StatusOr<Revision> RevisionOfReport(const ReportId& report) const override {
    return stored_->RevisionOfReport(report);
  }

  absl::StatusOr<std::vector<StoredReport>> ListReports() const override {
    return stored_->ListReports();
  }

  absl::StatusOr<std::vector<Judgement>> ListJudgements() const override {
    return stored_->ListJudgements();
  }

  absl::StatusOr<std::optional<CommitRecord>> FindRequest(
      std::string_view request_id) const override {
    return stored_->FindRequest(request_id);
  }

  absl::StatusOr<std::vector<CommitRecord>> CommitsAfter(Revision revision,
                                                         size_t limit) const override {
    return stored_->CommitsAfter(revision, limit);
  }

 private:
  const std::shared_ptr<const GraphSnapshot> stored_;
  const Overlay<NodeId, NodeAssertion> nodes_;
  const Overlay<EdgeKey, EdgeAssertion> edges_;
};

}  // namespace

std::shared_ptr<const GraphSnapshot> OverlaySnapshot(std::shared_ptr<const GraphSnapshot> stored,
                                                     const PartialGraph& changed) {
  return std::make_shared<JudgedSnapshot>(std::move(stored), changed);
}

}  // namespace policygraph

#include "service/node_fields.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "fmt/format.h"
#include "graph/base/error.h"
#include "graph/base/status_macros.h"
#include "policygraph/v1/vocabulary.pb.h"
#include "service/encode_answer.h"
#include "service/field_values.h"
#include "service/read_nodes.h"

namespace policygraph::service {
namespace {

// Nodes read at a time, so that a caller who left is noticed.
constexpr size_t kBlock = 4096;

// A field that the view does not have.
template <typename Read>
FieldValue OfNode(const NodeRecord& record, Read read) {
  return record.node == nullptr ? FieldValue(NotRead()) : read(*record.node);
}

// A field of the details that some kinds have.
template <typename Details, typename Read>
FieldValue OfDetails(const NodeRecord& record, Read read) {
  return OfNode(record, [&](const MergedNode& merged) {
    const auto* details = std::get_if<Details>(&merged.node.details);
    return details == nullptr ? FieldValue() : read(*details);
  });
}

// A field of the figure of a claim.
template <typename Read>
FieldValue OfFigure(const NodeRecord& record, Read read) {
  return OfDetails<ClaimDetails>(record, [&](const ClaimDetails& claim) {
    return claim.quantity.has_value() ? read(*claim.quantity) : FieldValue();
  });
}

// The furthest that a claim says of a project.
FieldValue StageOf(const NodeRecord& record) {
  Stage furthest = Stage::kUnspecified;
  for (const ViewEdge& edge : record.state->view().InEdges(record.vertex, EdgeKind::kAdvances)) {
    furthest = std::max(furthest, edge.stage);
  }
  return ChoiceValue(furthest);
}

FieldValue ReportsOf(const NodeRecord& record) {
  return OfNode(record, [&](const MergedNode& merged) {
    std::vector<std::string_view> names;
    for (const ReportEvidence& said : merged.reports) {
      names.push_back(record.state->view().ReportName(said.report));
    }
    return FieldValue(std::move(names));
  });
}

FieldValue AliasesOf(const NodeRecord& record) {
  return OfNode(record, [](const MergedNode& merged) {
    return FieldValue(std::vector<std::string_view>(merged.node.aliases.begin(),
                                                    merged.node.aliases.end()));
  });
}

FieldTable<NodeRecord> MakeNodeFields() {
  using R = NodeRecord;
  FieldTable<NodeRecord> table;
  table
      .Add(EnumField<v1::NodeKind>("kind"),
           [](const R& r) { return ChoiceValue(r.state->view().kind(r.vertex)); })
      .Add({"confidence", FieldType::kNumber},
           [](const R& r) {
             return FieldValue(EncodeConfidence(r.state->view().confidence(r.vertex)));
           })
      .Add({"year", FieldType::kNumber},
           [](const R& r) { return NumberValue(r.state->view().year(r.vertex)); })
      .Add(EnumField<v1::Stage>("stage"), StageOf)
      .Add({"degree", FieldType::kNumber},
           [](const R& r) {
             return FieldValue(static_cast<double>(r.state->view().Degree(r.vertex)));
           })
      .Add({.name = "name", .in_bare_words = true},
           [](const R& r) {
             return OfNode(r, [](const MergedNode& node) { return TextValue(ShownName(node)); });
           })
      .Add({.name = "aliases", .type = FieldType::kTexts, .in_bare_words = true}, AliasesOf)
      .Add({"scope"},
           [](const R& r) {
             return OfNode(r, [](const MergedNode& node) { return TextValue(node.node.scope); });
           })
      .Add({"report", FieldType::kTexts}, ReportsOf)
      .Add({"code"},
           [](const R& r) {
             return OfDetails<PlaceDetails>(r, [](const auto& d) { return TextValue(d.code); });
           })
      .Add({"action"},
           [](const R& r) {
             return OfDetails<ClaimDetails>(r, [](const auto& d) { return TextValue(d.action); });
           })
      .Add({"subject"},
           [](const R& r) {
             return OfDetails<ClaimDetails>(r, [](const auto& d) { return TextValue(d.subject); });
           })
      .Add(EnumField<v1::Strength>("strength"),
           [](const R& r) {
             return OfDetails<ClaimDetails>(
                 r, [](const auto& d) { return ChoiceValue(d.strength); });
           })
      .Add({"unit"},
           [](const R& r) {
             return OfFigure(r, [](const Quantity& q) { return TextValue(q.base_unit); });
           })
      .Add({"value", FieldType::kNumber},
           [](const R& r) {
             return OfFigure(r, [](const Quantity& q) { return FieldValue(q.normalized_value); });
           })
      .Add(EnumField<v1::ReportPart>("part"), [](const R& r) {
        return OfDetails<StatementDetails>(r, [](const auto& d) { return ChoiceValue(d.part); });
      });
  return table;
}

}  // namespace

const FieldTable<NodeRecord>& NodeFields() {
  static const FieldTable<NodeRecord> table = MakeNodeFields();
  return table;
}

absl::StatusOr<std::vector<NodeRecord>> SelectNodes(const GraphState& state,
                                                    std::vector<Vertex> vertices,
                                                    const NodeSelection& selection, bool read_all) {
  // What the view alone decides is not read.
  std::vector<NodeRecord> records;
  std::vector<Vertex> to_read;
  std::vector<bool> undecided;
  for (size_t i = 0; i < vertices.size(); ++i) {
    NodeRecord record{&state, vertices[i], i};
    const Truth passes = selection.Test(record);
    if (passes == Truth::kFalse) continue;
    undecided.push_back(passes == Truth::kUnknown);
    if (read_all || undecided.back()) to_read.push_back(record.vertex);
    records.push_back(std::move(record));
  }
  ASSIGN_OR_RETURN(std::vector<MergedNode> nodes, ReadNodes(state, to_read));
  std::vector<NodeRecord> selected;
  size_t next = 0;
  for (size_t i = 0; i < records.size(); ++i) {
    NodeRecord& record = records[i];
    if (read_all || undecided[i]) {
      record.node = std::make_shared<const MergedNode>(std::move(nodes[next++]));
    }
    if (undecided[i] && selection.Test(record) != Truth::kTrue) continue;
    selected.push_back(std::move(record));
  }
  return selected;
}

absl::StatusOr<std::vector<NodeRecord>> SortNodes(const GraphState& state,
                                                  const std::vector<Vertex>& vertices,
                                                  const NodeSelection& selection,
                                                  const Caller& caller) {
  std::vector<NodeRecord> passing;
  for (size_t begin = 0; begin < vertices.size(); begin += kBlock) {
    RETURN_IF_ERROR(caller.StillWaits());
    const size_t end = std::min(begin + kBlock, vertices.size());
    ASSIGN_OR_RETURN(
        std::vector<NodeRecord> block,
        SelectNodes(state,
                    {vertices.begin() + static_cast<std::ptrdiff_t>(begin),
                     vertices.begin() + static_cast<std::ptrdiff_t>(end)},
                    selection, selection.has_order()));
    for (NodeRecord& record : block) {
      record.position += begin;
      passing.push_back(std::move(record));
    }
    if (selection.has_order() && passing.size() > kMaxOrderedNodes) {
      return MakeError(ErrorReason::kLimitExceeded,
                       fmt::format("order_by: more than {} nodes pass; narrow the filter or leave "
                                   "order_by out",
                                   kMaxOrderedNodes),
                       {{"field", "order_by"}, {"limit", std::to_string(kMaxOrderedNodes)}});
    }
  }
  return selection.Sorted(std::move(passing));
}

}  // namespace policygraph::service

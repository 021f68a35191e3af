#include "graph/store/judgement_codec.h"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <variant>

#include "policygraph/storage/v1/record.pb.h"

namespace policygraph {
namespace {

namespace stored = storage::v1;

std::string_view BytesOf(const NodeId& id) {
  return {reinterpret_cast<const char*>(id.bytes().data()), NodeId::kBytes};
}

bool Read(const std::string& bytes, NodeId& id) {
  if (bytes.size() != NodeId::kBytes) return false;
  std::array<uint8_t, NodeId::kBytes> array;
  std::copy(bytes.begin(), bytes.end(), array.begin());
  id = NodeId(array);
  return true;
}

void Write(const NodeReference& from, stored::JudgedNode& to) {
  to.set_id(std::string(BytesOf(from.id)));
  to.set_kind(static_cast<uint32_t>(from.kind));
  to.set_scope(from.scope);
  to.set_name(from.name);
}

bool Read(const stored::JudgedNode& from, NodeReference& to) {
  const std::optional<NodeKind> kind = NodeKindFromNumber(static_cast<int>(from.kind()));
  if (!kind.has_value()) return false;
  to.kind = *kind;
  to.scope = from.scope();
  to.name = from.name();
  return Read(from.id(), to.id);
}

void Write(const EdgeReference& from, stored::JudgedEdge& to) {
  Write(from.source, *to.mutable_source());
  to.set_kind(static_cast<uint32_t>(from.kind));
  Write(from.target, *to.mutable_target());
}

bool Read(const stored::JudgedEdge& from, EdgeReference& to) {
  const std::optional<EdgeKind> kind = EdgeKindFromNumber(static_cast<int>(from.kind()));
  if (!kind.has_value()) return false;
  to.kind = *kind;
  return Read(from.source(), to.source) && Read(from.target(), to.target);
}

void Write(const ElementReference& from, stored::JudgedElement& to) {
  if (const auto* node = std::get_if<NodeReference>(&from)) {
    Write(*node, *to.mutable_node());
  } else {
    Write(std::get<EdgeReference>(from), *to.mutable_edge());
  }
}

bool Read(const stored::JudgedElement& from, ElementReference& to) {
  if (from.has_node()) return Read(from.node(), to.emplace<NodeReference>());
  return from.has_edge() && Read(from.edge(), to.emplace<EdgeReference>());
}

// Writes an action into its field of the record.
struct ActionWriter {
  stored::JudgementRecord& record;

  void operator()(const Rename& from) const {
    Write(from.node, *record.mutable_rename()->mutable_node());
    record.mutable_rename()->set_name(from.name);
  }
  void operator()(const Merge& from) const {
    Write(from.node, *record.mutable_merge()->mutable_node());
    Write(from.into, *record.mutable_merge()->mutable_into());
  }
  void operator()(const Split& from) const {
    stored::Split& to = *record.mutable_split();
    Write(from.node, *to.mutable_node());
    Write(from.made, *to.mutable_made());
    for (const Share& share : from.shares) {
      stored::Share& written = *to.add_shares();
      written.set_report(share.report);
      written.mutable_statements()->Assign(share.statements.begin(), share.statements.end());
    }
    to.mutable_aliases()->Assign(from.aliases.begin(), from.aliases.end());
  }
  void operator()(const Reject& from) const {
    Write(from.element, *record.mutable_reject()->mutable_element());
  }
  void operator()(const AddNode& from) const {
    Write(from.node, *record.mutable_add_node()->mutable_node());
    record.mutable_add_node()->mutable_aliases()->Assign(from.aliases.begin(), from.aliases.end());
  }
  void operator()(const AddEdge& from) const {
    Write(from.edge, *record.mutable_add_edge()->mutable_edge());
    record.mutable_add_edge()->set_stage(static_cast<uint32_t>(from.stage));
  }
  void operator()(const Confirm& from) const {
    Write(from.element, *record.mutable_confirm()->mutable_element());
  }
};

bool Read(const stored::Split& from, Split& to) {
  for (const stored::Share& share : from.shares()) {
    to.shares.push_back({share.report(), {share.statements().begin(), share.statements().end()}});
  }
  to.aliases.assign(from.aliases().begin(), from.aliases().end());
  return Read(from.node(), to.node) && Read(from.made(), to.made);
}

bool Read(const stored::AddNode& from, AddNode& to) {
  to.aliases.assign(from.aliases().begin(), from.aliases().end());
  return Read(from.node(), to.node);
}

bool Read(const stored::AddEdge& from, AddEdge& to) {
  if (from.stage() > static_cast<uint32_t>(Stage::kInOperation)) return false;
  to.stage = static_cast<Stage>(from.stage());
  return Read(from.edge(), to.edge);
}

bool ReadAction(const stored::JudgementRecord& record, JudgementAction& action) {
  switch (record.action_case()) {
    case stored::JudgementRecord::kRename: {
      Rename& rename = action.emplace<Rename>();
      rename.name = record.rename().name();
      return Read(record.rename().node(), rename.node);
    }
    case stored::JudgementRecord::kMerge: {
      Merge& merge = action.emplace<Merge>();
      return Read(record.merge().node(), merge.node) && Read(record.merge().into(), merge.into);
    }
    case stored::JudgementRecord::kSplit:
      return Read(record.split(), action.emplace<Split>());
    case stored::JudgementRecord::kReject:
      return Read(record.reject().element(), action.emplace<Reject>().element);
    case stored::JudgementRecord::kAddNode:
      return Read(record.add_node(), action.emplace<AddNode>());
    case stored::JudgementRecord::kAddEdge:
      return Read(record.add_edge(), action.emplace<AddEdge>());
    case stored::JudgementRecord::kConfirm:
      return Read(record.confirm().element(), action.emplace<Confirm>().element);
    case stored::JudgementRecord::ACTION_NOT_SET:
      return false;
  }
  return false;
}

}  // namespace

std::string EncodeJudgement(const Judgement& from) {
  stored::JudgementRecord record;
  record.set_revision(from.revision.number);
  record.set_time_unix_nanos(absl::ToUnixNanos(from.time));
  record.set_author(from.author);
  record.set_reason(from.reason);
  std::visit(ActionWriter{record}, from.action);
  if (from.undone.has_value()) {
    stored::Undoing& undone = *record.mutable_undone();
    undone.set_revision(from.undone->revision.number);
    undone.set_time_unix_nanos(absl::ToUnixNanos(from.undone->time));
    undone.set_author(from.undone->author);
    undone.set_reason(from.undone->reason);
  }
  return record.SerializeAsString();
}

bool DecodeJudgement(std::string_view bytes, Judgement& to) {
  stored::JudgementRecord record;
  if (bytes.size() > static_cast<size_t>(std::numeric_limits<int>::max()) ||
      !record.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return false;
  }
  to.revision = Revision{record.revision()};
  to.time = absl::FromUnixNanos(record.time_unix_nanos());
  to.author = record.author();
  to.reason = record.reason();
  to.undone.reset();
  if (record.has_undone()) {
    const stored::Undoing& undone = record.undone();
    to.undone = Undoing{.revision = Revision{undone.revision()},
                        .time = absl::FromUnixNanos(undone.time_unix_nanos()),
                        .author = undone.author(),
                        .reason = undone.reason()};
  }
  return ReadAction(record, to.action);
}

}  // namespace policygraph

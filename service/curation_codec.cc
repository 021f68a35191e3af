#include "service/curation_codec.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "absl/time/clock.h"
#include "fmt/format.h"
#include "graph/base/status_macros.h"
#include "service/decode_request.h"
#include "service/encode_answer.h"
#include "service/report_upload.h"

namespace policygraph::service {
namespace {

constexpr size_t kMaxNameBytes = 1000;
constexpr size_t kMaxReasonBytes = 2000;
constexpr int kMaxShares = 1000;
constexpr int kMaxStatements = 1000;
constexpr int kMaxAliases = 100;
constexpr double kDefaultMinScore = 0.5;

absl::Status CheckText(std::string_view field, std::string_view text, size_t max_bytes) {
  if (text.empty()) return InvalidField(field, "missing");
  return CheckLength(field, text, max_bytes);
}

absl::Status CheckCount(std::string_view field, int count, int maximum) {
  if (count <= maximum) return absl::OkStatus();
  return InvalidField(field, fmt::format("{} are above the maximum of {}", count, maximum));
}

absl::StatusOr<NodeReference> DecodeNode(std::string_view field,
                                         const v1::NodeReference& reference) {
  ASSIGN_OR_RETURN(const NodeId id, DecodeNodeId(fmt::format("{}.id", field), reference.id()));
  return NodeReference{.id = id};
}

absl::StatusOr<EdgeReference> DecodeEdge(std::string_view field,
                                         const v1::EdgeReference& reference) {
  EdgeReference edge;
  ASSIGN_OR_RETURN(edge.source, DecodeNode(fmt::format("{}.source", field), reference.source()));
  ASSIGN_OR_RETURN(edge.target, DecodeNode(fmt::format("{}.target", field), reference.target()));
  const std::optional<EdgeKind> kind = EdgeKindFromNumber(reference.kind());
  if (!kind.has_value()) {
    return InvalidField(fmt::format("{}.kind", field), "missing or no kind of the vocabulary");
  }
  edge.kind = *kind;
  return edge;
}

// The node or edge of v1.Reject and v1.Confirm.
template <typename Message>
absl::StatusOr<ElementReference> DecodeElement(std::string_view field, const Message& message) {
  if (message.has_node()) return DecodeNode(fmt::format("{}.node", field), message.node());
  if (message.has_edge()) return DecodeEdge(fmt::format("{}.edge", field), message.edge());
  return InvalidField(field, "names neither a node nor an edge");
}

absl::StatusOr<std::vector<std::string>> DecodeAliases(
    std::string_view field, const google::protobuf::RepeatedPtrField<std::string>& aliases) {
  RETURN_IF_ERROR(CheckCount(field, aliases.size(), kMaxAliases));
  for (const std::string& alias : aliases) RETURN_IF_ERROR(CheckText(field, alias, kMaxNameBytes));
  return std::vector<std::string>(aliases.begin(), aliases.end());
}

absl::StatusOr<JudgementAction> DecodeSplit(const v1::Split& message) {
  Split split;
  ASSIGN_OR_RETURN(split.node, DecodeNode("split.node", message.node()));
  RETURN_IF_ERROR(CheckText("split.name", message.name(), kMaxNameBytes));
  RETURN_IF_ERROR(CheckLength("split.scope", message.scope(), kMaxNameBytes));
  split.made = {.scope = message.scope(), .name = message.name()};
  if (message.shares().empty()) {
    return InvalidField("split.shares", "missing; name the reports that speak of the new node");
  }
  RETURN_IF_ERROR(CheckCount("split.shares", message.shares_size(), kMaxShares));
  for (const v1::Share& from : message.shares()) {
    RETURN_IF_ERROR(CheckReportName("split.shares.report", from.report()));
    RETURN_IF_ERROR(CheckCount("split.shares.statements", from.statements_size(), kMaxStatements));
    Share& share = split.shares.emplace_back(Share{.report = from.report()});
    for (const int32_t statement : from.statements()) {
      if (statement < 0) return InvalidField("split.shares.statements", "negative");
      share.statements.push_back(static_cast<uint32_t>(statement));
    }
  }
  ASSIGN_OR_RETURN(split.aliases, DecodeAliases("split.aliases", message.aliases()));
  return split;
}

absl::StatusOr<JudgementAction> DecodeAdd(const v1::Add& message) {
  if (message.has_edge()) {
    AddEdge add;
    ASSIGN_OR_RETURN(add.edge, DecodeEdge("add.edge", message.edge().edge()));
    add.stage = static_cast<Stage>(message.edge().stage());
    if (!v1::Stage_IsValid(message.edge().stage())) {
      return InvalidField("add.edge.stage", "no stage of the vocabulary");
    }
    return add;
  }
  if (!message.has_node()) return InvalidField("add", "names neither a node nor an edge");
  const v1::AddedNode& node = message.node();
  AddNode add;
  const std::optional<NodeKind> kind = NodeKindFromNumber(node.kind());
  if (!kind.has_value()) {
    return InvalidField("add.node.kind", "missing or no kind of the vocabulary");
  }
  RETURN_IF_ERROR(CheckText("add.node.name", node.name(), kMaxNameBytes));
  RETURN_IF_ERROR(CheckLength("add.node.scope", node.scope(), kMaxNameBytes));
  add.node = {.kind = *kind, .scope = node.scope(), .name = node.name()};
  ASSIGN_OR_RETURN(add.aliases, DecodeAliases("add.node.aliases", node.aliases()));
  return add;
}

absl::StatusOr<JudgementAction> DecodeAction(const v1::JudgementAction& message) {
  switch (message.action_case()) {
    case v1::JudgementAction::kRename: {
      Rename rename;
      ASSIGN_OR_RETURN(rename.node, DecodeNode("rename.node", message.rename().node()));
      RETURN_IF_ERROR(CheckText("rename.name", message.rename().name(), kMaxNameBytes));
      rename.name = message.rename().name();
      return rename;
    }
    case v1::JudgementAction::kMerge: {
      Merge merge;
      ASSIGN_OR_RETURN(merge.node, DecodeNode("merge.node", message.merge().node()));
      ASSIGN_OR_RETURN(merge.into, DecodeNode("merge.into", message.merge().into()));
      return merge;
    }
    case v1::JudgementAction::kSplit:
      return DecodeSplit(message.split());
    case v1::JudgementAction::kReject: {
      ASSIGN_OR_RETURN(ElementReference element, DecodeElement("reject", message.reject()));
      return Reject{std::move(element)};
    }
    case v1::JudgementAction::kAdd:
      return DecodeAdd(message.add());
    case v1::JudgementAction::kConfirm: {
      ASSIGN_OR_RETURN(ElementReference element, DecodeElement("confirm", message.confirm()));
      return Confirm{std::move(element)};
    }
    case v1::JudgementAction::ACTION_NOT_SET:
      break;
  }
  return InvalidField("action", "missing; say what to do");
}

absl::StatusOr<absl::Time> DecodeTime(const google::protobuf::Timestamp& timestamp) {
  constexpr int32_t kNanosEnd = 1'000'000'000;
  if (timestamp.nanos() < 0 || timestamp.nanos() >= kNanosEnd || timestamp.seconds() < 0) {
    return InvalidField("time", "no time since 1970");
  }
  const absl::Time time =
      absl::FromUnixSeconds(timestamp.seconds()) + absl::Nanoseconds(timestamp.nanos());
  if (time > absl::Now()) return InvalidField("time", "in the future");
  return time;
}

std::optional<Revision> DecodeExpected(uint64_t revision) {
  return revision == 0 ? std::nullopt : std::optional(Revision{revision});
}

void Encode(const NodeReference& from, v1::NodeReference& to) {
  to.set_id(from.id.ToHex());
  to.set_kind(static_cast<v1::NodeKind>(from.kind));
  to.set_scope(from.scope);
  to.set_name(from.name);
}

void Encode(const EdgeReference& from, v1::EdgeReference& to) {
  Encode(from.source, *to.mutable_source());
  to.set_kind(static_cast<v1::EdgeKind>(from.kind));
  Encode(from.target, *to.mutable_target());
}

template <typename Message>
void Encode(const ElementReference& from, Message& to) {
  if (const auto* node = std::get_if<NodeReference>(&from)) {
    Encode(*node, *to.mutable_node());
  } else {
    Encode(std::get<EdgeReference>(from), *to.mutable_edge());
  }
}

// Writes an action into the field of its sort.
struct ActionEncoder {
  v1::JudgementAction& message;

  void operator()(const Rename& from) const {
    Encode(from.node, *message.mutable_rename()->mutable_node());
    message.mutable_rename()->set_name(from.name);
  }
  void operator()(const Merge& from) const {
    Encode(from.node, *message.mutable_merge()->mutable_node());
    Encode(from.into, *message.mutable_merge()->mutable_into());
  }
  void operator()(const Split& from) const {
    v1::Split& to = *message.mutable_split();
    Encode(from.node, *to.mutable_node());
    Encode(from.made, *to.mutable_made());
    to.set_name(from.made.name);
    to.set_scope(from.made.scope);
    for (const Share& share : from.shares) {
      v1::Share& encoded = *to.add_shares();
      encoded.set_report(share.report);
      encoded.mutable_statements()->Assign(share.statements.begin(), share.statements.end());
    }
    to.mutable_aliases()->Assign(from.aliases.begin(), from.aliases.end());
  }
  void operator()(const Reject& from) const { Encode(from.element, *message.mutable_reject()); }
  void operator()(const AddNode& from) const {
    v1::AddedNode& to = *message.mutable_add()->mutable_node();
    to.set_id(from.node.id.ToHex());
    to.set_kind(static_cast<v1::NodeKind>(from.node.kind));
    to.set_scope(from.node.scope);
    to.set_name(from.node.name);
    to.mutable_aliases()->Assign(from.aliases.begin(), from.aliases.end());
  }
  void operator()(const AddEdge& from) const {
    v1::AddedEdge& to = *message.mutable_add()->mutable_edge();
    Encode(from.edge, *to.mutable_edge());
    to.set_stage(static_cast<v1::Stage>(from.stage));
  }
  void operator()(const Confirm& from) const { Encode(from.element, *message.mutable_confirm()); }
};

}  // namespace

absl::StatusOr<JudgementRequest> DecodeJudgementRequest(const v1::CreateJudgementRequest& request) {
  JudgementRequest decoded;
  ASSIGN_OR_RETURN(decoded.action, DecodeAction(request.action()));
  if (request.author().empty()) return InvalidField("author", "missing; say who judges");
  RETURN_IF_ERROR(CheckAuthor("author", request.author()));
  RETURN_IF_ERROR(CheckText("reason", request.reason(), kMaxReasonBytes));
  RETURN_IF_ERROR(CheckRequestId("request_id", request.request_id()));
  if (request.has_time()) {
    ASSIGN_OR_RETURN(decoded.time, DecodeTime(request.time()));
  }
  decoded.author = request.author();
  decoded.reason = request.reason();
  decoded.request_id = request.request_id();
  decoded.expected = DecodeExpected(request.expected_revision());
  decoded.validate_only = request.validate_only();
  return decoded;
}

absl::StatusOr<UndoRequest> DecodeUndoRequest(const v1::UndoJudgementRequest& request) {
  if (request.id() == 0) return InvalidField("id", "missing; ListJudgements lists them");
  if (request.author().empty()) return InvalidField("author", "missing; say who undoes it");
  RETURN_IF_ERROR(CheckAuthor("author", request.author()));
  RETURN_IF_ERROR(CheckLength("reason", request.reason(), kMaxReasonBytes));
  RETURN_IF_ERROR(CheckRequestId("request_id", request.request_id()));
  return UndoRequest{.judgement = request.id(),
                     .author = request.author(),
                     .reason = request.reason(),
                     .request_id = request.request_id(),
                     .expected = DecodeExpected(request.expected_revision())};
}

absl::StatusOr<CandidateQuery> DecodeCandidateQuery(const v1::ListMergeCandidatesRequest& request) {
  CandidateQuery query;
  const std::optional<NodeKind> kind = NodeKindFromNumber(request.kind());
  if (!kind.has_value()) {
    return InvalidField("kind", "missing or no kind of the vocabulary");
  }
  if (*kind == NodeKind::kReport || *kind == NodeKind::kStatement || IsClaim(*kind)) {
    return InvalidField(
        "kind",
        fmt::format("{} nodes are words of one report; pass a kind of thing", NodeKindName(*kind)));
  }
  query.kind = *kind;
  if (!request.scope().empty()) query.scope = request.scope();
  query.min_score = request.has_min_score() ? request.min_score() : kDefaultMinScore;
  if (!(query.min_score >= 0 && query.min_score <= 1)) {
    return InvalidField("min_score", "not within 0 and 1");
  }
  return query;
}

v1::Judgement EncodeJudgement(const Judgement& judgement) {
  v1::Judgement message;
  message.set_id(judgement.id);
  message.set_revision(judgement.revision.number);
  *message.mutable_time() = EncodeTime(judgement.time);
  message.set_author(judgement.author);
  message.set_reason(judgement.reason);
  std::visit(ActionEncoder{*message.mutable_action()}, judgement.action);
  if (judgement.undone.has_value()) {
    v1::Undoing& undone = *message.mutable_undone();
    undone.set_revision(judgement.undone->revision.number);
    *undone.mutable_time() = EncodeTime(judgement.undone->time);
    undone.set_author(judgement.undone->author);
    undone.set_reason(judgement.undone->reason);
  }
  return message;
}

}  // namespace policygraph::service

#include "graph/model/vocabulary.h"

#include <array>
#include <initializer_list>
#include <iterator>
#include <string>

#include "fmt/format.h"

namespace policygraph {
namespace {

constexpr std::array<std::string_view, kNodeKindEnd> kNodeKindNames = {
    "UNSPECIFIED", "REPORT",    "STATEMENT",  "STRATEGY", "PROJECT", "COUNTY", "REGION",
    "AGENCY",      "INDICATOR", "COMMITMENT", "OUTCOME",  "EVENT",   "POLICY", "DESIGNATION"};

constexpr std::array<std::string_view, kEdgeKindEnd> kEdgeKindNames = {
    "UNSPECIFIED",   "SUPPORTS",  "LOCATED_IN", "PART_OF",  "RESPONSIBLE_FOR",
    "PARTNERS_WITH", "TARGETS",   "REPORTS",    "ADVANCES", "AWARDED",
    "SEEKS",         "STATED_IN", "MENTIONS",   "FULFILS",  "CONTINUES"};

// A set of node kinds, one bit each.
using KindSet = uint16_t;

constexpr KindSet Kinds(std::initializer_list<NodeKind> kinds) {
  KindSet set = 0;
  for (NodeKind kind : kinds) set |= KindSet{1} << static_cast<int>(kind);
  return set;
}

constexpr bool Has(KindSet set, NodeKind kind) { return (set >> static_cast<int>(kind)) & 1; }

struct EdgeRule {
  EdgeKind kind;
  KindSet sources;
  KindSet targets;
};

using enum NodeKind;
constexpr KindSet kClaims = Kinds({kCommitment, kOutcome});
constexpr KindSet kPlaces = Kinds({kCounty, kRegion});
constexpr KindSet kActors = Kinds({kCounty, kRegion, kAgency});
constexpr KindSet kEntities = Kinds(
    {kStrategy, kProject, kCounty, kRegion, kAgency, kIndicator, kEvent, kPolicy, kDesignation});

// Which edge may join which kinds. A kind with several rows may join any of them.
constexpr EdgeRule kEdgeRules[] = {
    {EdgeKind::kSupports, Kinds({kProject, kEvent}) | kClaims, Kinds({kStrategy})},
    {EdgeKind::kLocatedIn, Kinds({kProject, kAgency, kEvent}) | kPlaces, kPlaces},
    {EdgeKind::kPartOf, Kinds({kStrategy}), Kinds({kStrategy})},
    {EdgeKind::kPartOf, Kinds({kProject}), Kinds({kProject})},
    {EdgeKind::kPartOf, Kinds({kStatement}), Kinds({kReport})},
    {EdgeKind::kPartOf, kPlaces, Kinds({kRegion})},
    {EdgeKind::kResponsibleFor, Kinds({kAgency, kCounty}), Kinds({kProject}) | kClaims},
    {EdgeKind::kPartnersWith, kActors, kActors},
    {EdgeKind::kTargets, Kinds({kCommitment}), Kinds({kIndicator})},
    {EdgeKind::kReports, Kinds({kOutcome}), Kinds({kIndicator})},
    {EdgeKind::kAdvances, kClaims, Kinds({kProject})},
    {EdgeKind::kAwarded, kActors | Kinds({kProject}) | kClaims, Kinds({kDesignation})},
    {EdgeKind::kSeeks, kActors | Kinds({kProject}) | kClaims, Kinds({kDesignation})},
    {EdgeKind::kStatedIn, kClaims, Kinds({kStatement})},
    {EdgeKind::kMentions, Kinds({kStatement}), kEntities},
    {EdgeKind::kFulfils, Kinds({kOutcome}), Kinds({kCommitment})},
    {EdgeKind::kContinues, Kinds({kCommitment}), Kinds({kCommitment})},
};

std::string Describe(KindSet set) {
  std::string text;
  for (int kind = 1; kind < kNodeKindEnd; ++kind) {
    if (!Has(set, static_cast<NodeKind>(kind))) continue;
    fmt::format_to(std::back_inserter(text), "{}{}", text.empty() ? "" : "|", kNodeKindNames[kind]);
  }
  return text;
}

template <typename Kind, size_t N>
std::optional<Kind> FromName(const std::array<std::string_view, N>& names, std::string_view name) {
  for (size_t kind = 1; kind < N; ++kind) {
    if (names[kind] == name) return static_cast<Kind>(kind);
  }
  return std::nullopt;
}

}  // namespace

std::string_view NodeKindName(NodeKind kind) { return kNodeKindNames[static_cast<int>(kind)]; }

std::string_view EdgeKindName(EdgeKind kind) { return kEdgeKindNames[static_cast<int>(kind)]; }

std::optional<NodeKind> NodeKindFromName(std::string_view name) {
  return FromName<NodeKind>(kNodeKindNames, name);
}

std::optional<EdgeKind> EdgeKindFromName(std::string_view name) {
  return FromName<EdgeKind>(kEdgeKindNames, name);
}

std::optional<NodeKind> NodeKindFromNumber(int number) {
  if (number <= 0 || number >= kNodeKindEnd) return std::nullopt;
  return static_cast<NodeKind>(number);
}

std::optional<EdgeKind> EdgeKindFromNumber(int number) {
  if (number <= 0 || number >= kEdgeKindEnd) return std::nullopt;
  return static_cast<EdgeKind>(number);
}

bool EdgeAllowed(NodeKind source, EdgeKind kind, NodeKind target) {
  for (const EdgeRule& rule : kEdgeRules) {
    if (rule.kind == kind && Has(rule.sources, source) && Has(rule.targets, target)) return true;
  }
  return false;
}

absl::Status CheckEdge(NodeKind source, EdgeKind kind, NodeKind target) {
  if (EdgeAllowed(source, kind, target)) return absl::OkStatus();
  std::string allowed;
  for (const EdgeRule& rule : kEdgeRules) {
    if (rule.kind != kind) continue;
    fmt::format_to(std::back_inserter(allowed), "{}{} -> {}", allowed.empty() ? "" : "; ",
                   Describe(rule.sources), Describe(rule.targets));
  }
  return absl::InvalidArgumentError(
      fmt::format("an edge {} {} {} is not in the vocabulary; allowed: {}", NodeKindName(source),
                  EdgeKindName(kind), NodeKindName(target), allowed));
}

}  // namespace policygraph

#include "service/pattern_codec.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fmt/format.h"
#include "graph/base/status_macros.h"
#include "service/decode_request.h"
#include "service/encode_answer.h"
#include "service/read_nodes.h"

namespace policygraph::service {
namespace {

constexpr size_t kMaxNameBytes = 32;
constexpr size_t kMaxTextBytes = 1000;

bool IsVariableName(std::string_view name) {
  return !name.empty() && name.size() <= kMaxNameBytes &&
         std::ranges::all_of(name, [](unsigned char c) { return std::isalnum(c) || c == '_'; });
}

absl::StatusOr<PatternVariable> DecodeVariable(const std::string& field,
                                               const v1::PatternVariable& message) {
  if (!IsVariableName(message.name())) {
    return InvalidField(field + ".name",
                        fmt::format("'{:.40}' is no name; pass letters, digits and _, at most {}",
                                    message.name(), kMaxNameBytes));
  }
  PatternVariable variable;
  variable.name = message.name();
  ASSIGN_OR_RETURN(variable.kinds, DecodeNodeKinds(field + ".kinds", message.kinds()));
  RETURN_IF_ERROR(CheckLength(field + ".name_contains", message.name_contains(), kMaxTextBytes));
  variable.name_contains = message.name_contains();
  if (!message.id().empty()) {
    ASSIGN_OR_RETURN(variable.id, DecodeNodeId(field + ".id", message.id()));
  }
  variable.min_year = message.min_year();
  variable.max_year = message.max_year();
  if (variable.max_year != 0 && variable.max_year < variable.min_year) {
    return InvalidField(field + ".max_year", fmt::format("{} is before min_year {}",
                                                         variable.max_year, variable.min_year));
  }
  for (const int stage : message.stages()) {
    if (!v1::Stage_IsValid(stage)) {
      return InvalidField(field + ".stages",
                          fmt::format("{} is no stage of this server's vocabulary", stage));
    }
    variable.stages.push_back(static_cast<Stage>(stage));
  }
  variable.report = message.report();
  return variable;
}

absl::StatusOr<size_t> DecodeEnd(const std::string& field, const std::string& name,
                                 const std::vector<PatternVariable>& variables) {
  const auto found = std::ranges::find(variables, name, &PatternVariable::name);
  if (found != variables.end()) return static_cast<size_t>(found - variables.begin());
  return InvalidField(field, fmt::format("'{:.40}' is no variable of the pattern", name));
}

absl::StatusOr<PatternDirection> DecodeDirection(const std::string& field,
                                                 v1::Direction direction) {
  switch (direction) {
    case v1::DIRECTION_UNSPECIFIED:
    case v1::DIRECTION_BOTH:
      return PatternDirection::kBoth;
    case v1::DIRECTION_OUT:
      return PatternDirection::kOut;
    case v1::DIRECTION_IN:
      return PatternDirection::kIn;
    default:
      return InvalidField(field, fmt::format("{} is none of OUT, IN and BOTH", int{direction}));
  }
}

absl::StatusOr<PatternEdge> DecodeEdge(const std::string& field, const v1::PatternEdge& message,
                                       const std::vector<PatternVariable>& variables) {
  constexpr auto kMaxHops = static_cast<int32_t>(kMaxPatternHops);
  PatternEdge edge;
  ASSIGN_OR_RETURN(edge.from, DecodeEnd(field + ".from", message.from(), variables));
  ASSIGN_OR_RETURN(edge.to, DecodeEnd(field + ".to", message.to(), variables));
  if (edge.from == edge.to) {
    return InvalidField(field + ".to", "is the same as from; no node is joined to itself");
  }
  ASSIGN_OR_RETURN(edge.kinds, DecodeEdgeKinds(field + ".kinds", message.kinds()));
  ASSIGN_OR_RETURN(edge.direction, DecodeDirection(field + ".direction", message.direction()));
  ASSIGN_OR_RETURN(edge.min_hops,
                   DecodeLimit(field + ".min_hops", message.min_hops(), 1, kMaxHops));
  ASSIGN_OR_RETURN(edge.max_hops, DecodeLimit(field + ".max_hops", message.max_hops(),
                                              static_cast<int32_t>(edge.min_hops), kMaxHops));
  if (edge.max_hops < edge.min_hops) {
    return InvalidField(field + ".max_hops",
                        fmt::format("{} is below min_hops {}", edge.max_hops, edge.min_hops));
  }
  edge.optional = message.optional();
  return edge;
}

// Whether an edge other than this one names the variable.
bool NamedElsewhere(const Pattern& pattern, size_t variable, const PatternEdge& but) {
  return std::ranges::any_of(pattern.edges, [&](const PatternEdge& edge) {
    return &edge != &but && (edge.from == variable || edge.to == variable);
  });
}

absl::Status CheckOptionalEdges(const Pattern& pattern) {
  for (size_t i = 0; i < pattern.edges.size(); ++i) {
    const PatternEdge& edge = pattern.edges[i];
    if (edge.optional && NamedElsewhere(pattern, edge.to, edge)) {
      return InvalidField(fmt::format("pattern.edges[{}].to", i),
                          fmt::format("{} stands at an optional edge, so no other edge may name it",
                                      pattern.variables[edge.to].name));
    }
  }
  return absl::OkStatus();
}

absl::Status CheckConnected(const Pattern& pattern) {
  std::vector<bool> reached(pattern.variables.size());
  reached[0] = true;
  for (bool grown = true; grown;) {
    grown = false;
    for (const PatternEdge& edge : pattern.edges) {
      if (reached[edge.from] == reached[edge.to]) continue;
      reached[edge.from] = reached[edge.to] = grown = true;
    }
  }
  const auto lonely = std::ranges::find(reached, false);
  if (lonely == reached.end()) return absl::OkStatus();
  const auto number = static_cast<size_t>(lonely - reached.begin());
  return InvalidField(fmt::format("pattern.variables[{}]", number),
                      fmt::format("no edges join {} to {}", pattern.variables[number].name,
                                  pattern.variables[0].name));
}

}  // namespace

absl::StatusOr<Pattern> DecodePattern(const v1::MatchPatternRequest& request) {
  const v1::Pattern& message = request.pattern();
  Pattern pattern;
  ASSIGN_OR_RETURN(pattern.min_confidence, DecodeMinConfidence(request.min_confidence()));
  if (message.variables().empty() ||
      message.variables_size() > static_cast<int>(kMaxPatternVariables)) {
    return InvalidField(
        "pattern.variables",
        fmt::format("{} are not 1 to {}", message.variables_size(), kMaxPatternVariables));
  }
  if (message.edges_size() > static_cast<int>(kMaxPatternEdges)) {
    return InvalidField("pattern.edges", fmt::format("{} are above the maximum of {}",
                                                     message.edges_size(), kMaxPatternEdges));
  }
  for (int i = 0; i < message.variables_size(); ++i) {
    const std::string field = fmt::format("pattern.variables[{}]", i);
    ASSIGN_OR_RETURN(PatternVariable variable, DecodeVariable(field, message.variables(i)));
    if (std::ranges::count(pattern.variables, variable.name, &PatternVariable::name) > 0) {
      return InvalidField(field + ".name",
                          fmt::format("{} names another variable already", variable.name));
    }
    pattern.variables.push_back(std::move(variable));
  }
  for (int i = 0; i < message.edges_size(); ++i) {
    ASSIGN_OR_RETURN(PatternEdge edge, DecodeEdge(fmt::format("pattern.edges[{}]", i),
                                                  message.edges(i), pattern.variables));
    pattern.edges.push_back(std::move(edge));
  }
  RETURN_IF_ERROR(CheckOptionalEdges(pattern));
  RETURN_IF_ERROR(CheckConnected(pattern));
  return pattern;
}

absl::StatusOr<v1::MatchPatternResponse> EncodeMatches(const GraphState& state,
                                                       const Pattern& pattern,
                                                       const PatternMatches& matches,
                                                       const Paging& paging) {
  const size_t begin = std::min(paging.offset(), matches.rows.size());
  const size_t end = std::min(paging.end(), matches.rows.size());
  std::vector<Vertex> vertices;
  for (size_t i = begin; i < end; ++i) {
    for (const std::optional<Vertex>& v : matches.rows[i]) {
      if (v.has_value()) vertices.push_back(*v);
    }
  }
  ASSIGN_OR_RETURN(const std::vector<MergedNode> nodes, ReadNodes(state, vertices));
  v1::MatchPatternResponse message;
  MessageBudget budget(kPageBytes);
  auto node = nodes.begin();
  for (size_t i = begin; i < end; ++i) {
    v1::PatternRow row;
    for (size_t variable = 0; variable < pattern.variables.size(); ++variable) {
      if (!matches.rows[i][variable].has_value()) continue;
      v1::PatternBinding& binding = *row.add_bindings();
      binding.set_variable(pattern.variables[variable].name);
      *binding.mutable_node() = EncodeNode(*node++, state.view(), Detail::kBasic);
    }
    if (!budget.Spend(row)) break;
    *message.add_rows() = std::move(row);
  }
  message.set_total_size(static_cast<int32_t>(matches.rows.size()));
  message.set_cut(matches.cut);
  return message;
}

}  // namespace policygraph::service

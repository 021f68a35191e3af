#include "graph/search/name_index.h"

#include <algorithm>
#include <compare>
#include <functional>
#include <utility>

#include "graph/base/status_macros.h"
#include "graph/search/name_normalizer.h"
#include "graph/store/merge.h"

namespace policygraph {
namespace {

bool IsText(NodeKind kind) { return kind == NodeKind::kStatement || IsClaim(kind); }

// How well one name fits; the smaller the better.
struct Fit {
  NameMatch match = NameMatch::kSubstring;
  size_t length = 0;  // of the name, normalised

  friend auto operator<=>(const Fit&, const Fit&) = default;
};

// Both normalised; nothing when the name does not hold the text.
std::optional<Fit> FitOf(std::string_view name, std::string_view text) {
  if (name == text) return Fit{NameMatch::kExact, name.size()};
  if (name.starts_with(text)) return Fit{NameMatch::kPrefix, name.size()};
  if (name.find(text) == std::string_view::npos) return std::nullopt;
  return Fit{NameMatch::kSubstring, name.size()};
}

// A node that was found, by its best name.
struct Candidate {
  Fit fit;
  size_t degree = 0;
  Vertex vertex = 0;

  friend bool operator<(const Candidate& a, const Candidate& b) {
    if (a.fit != b.fit) return a.fit < b.fit;
    if (a.degree != b.degree) return a.degree > b.degree;
    return a.vertex < b.vertex;
  }
};

}  // namespace

NameIndex::NameIndex(const GraphView& view, Shelf entities, Shelf texts)
    : view_(&view), entities_(std::move(entities)), texts_(std::move(texts)) {}

absl::StatusOr<NameIndex> NameIndex::Build(const GraphView& view) {
  SubstringIndex::Builder entity_names;
  SubstringIndex::Builder text_names;
  Shelf entities;
  Shelf texts;
  Vertex v = 0;  // nodes come by id, as vertices do
  RETURN_IF_ERROR(ScanMergedNodes(view.snapshot(), NodeId(), [&](const MergedNode& merged) {
    const bool is_text = IsText(merged.node.kind);
    SubstringIndex::Builder& names = is_text ? text_names : entity_names;
    std::vector<Vertex>& vertices = is_text ? texts.vertices : entities.vertices;
    names.Add(NormalizeName(merged.node.name));
    vertices.push_back(v);
    for (const std::string& alias : merged.node.aliases) {
      names.Add(NormalizeName(alias));
      vertices.push_back(v);
    }
    ++v;
    return true;
  }));
  entities.names = std::move(entity_names).Build();
  texts.names = std::move(text_names).Build();
  return NameIndex(view, std::move(entities), std::move(texts));
}

NameHits NameIndex::Search(const NameQuery& query) const {
  const std::string text = NormalizeName(query.text);
  std::vector<Candidate> candidates;
  const auto search_shelf = [&](const Shelf& shelf) {
    for (const uint32_t number : shelf.names.Find(text)) {
      const Vertex v = shelf.vertices[number];
      if (!query.kinds.empty() && !std::ranges::count(query.kinds, view_->kind(v))) continue;
      if (view_->confidence(v) < query.min_confidence) continue;
      const Fit fit = *FitOf(shelf.names.text(number), text);
      // The names of one node stand side by side.
      if (!candidates.empty() && candidates.back().vertex == v) {
        candidates.back().fit = std::min(candidates.back().fit, fit);
      } else {
        candidates.push_back({fit, view_->Degree(v), v});
      }
    }
  };
  if (query.kinds.empty() || !std::ranges::all_of(query.kinds, IsText)) search_shelf(entities_);
  if (std::ranges::any_of(query.kinds, IsText)) search_shelf(texts_);

  const size_t begin = std::min(query.first, candidates.size());
  const size_t end = begin + std::min(query.limit, candidates.size() - begin);
  std::ranges::partial_sort(candidates, candidates.begin() + static_cast<std::ptrdiff_t>(end),
                            std::less<>());
  NameHits found;
  found.total = candidates.size();
  for (const Candidate& candidate : std::span(candidates).subspan(begin, end - begin)) {
    found.hits.push_back({candidate.vertex, candidate.fit.match, candidate.degree});
  }
  return found;
}

std::vector<Vertex> NameIndex::FindExact(std::string_view name, NodeKind kind) const {
  const std::string text = NormalizeName(name);
  const Shelf& shelf = IsText(kind) ? texts_ : entities_;
  std::vector<Vertex> found;
  for (const uint32_t number : shelf.names.Find(text)) {
    const Vertex v = shelf.vertices[number];
    if (view_->kind(v) != kind || shelf.names.text(number) != text) continue;
    if (found.empty() || found.back() != v) found.push_back(v);
  }
  return found;
}

std::optional<std::string_view> BestName(const Node& node, std::string_view text) {
  const std::string wanted = NormalizeName(text);
  std::optional<std::string_view> best;
  std::optional<Fit> best_fit;
  const auto consider = [&](const std::string& name) {
    const std::optional<Fit> fit = FitOf(NormalizeName(name), wanted);
    if (!fit.has_value() || (best_fit.has_value() && *best_fit <= *fit)) return;
    best = name;
    best_fit = fit;
  };
  consider(node.name);
  for (const std::string& alias : node.aliases) consider(alias);
  return best;
}

}  // namespace policygraph

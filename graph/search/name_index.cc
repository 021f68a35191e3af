#include "graph/search/name_index.h"

#include <algorithm>
#include <functional>
#include <tuple>
#include <utility>

#include "graph/base/status_macros.h"
#include "graph/search/name_normalizer.h"
#include "graph/store/merge.h"

namespace policygraph {
namespace {

bool IsText(NodeKind kind) { return kind == NodeKind::kStatement || IsClaim(kind); }

// How well one name fits; the smaller the better.
struct Fit {
  MatchField field = MatchField::kName;
  NameMatch match = NameMatch::kSubstring;
  size_t spread = 0;  // bytes of the shortest part that holds all words
  size_t length = 0;  // of the name, normalised

  // Entities before texts, and among them the kind of match before the field.
  auto rank() const { return std::tuple(field == MatchField::kText, match, field, spread); }
};

// Bytes of the shortest part of the name that holds each word; nothing when one does not occur.
std::optional<size_t> SpreadOf(std::string_view name, const std::vector<std::string>& words) {
  if (words.size() == 1) {
    return name.find(words.front()) == std::string_view::npos ? std::nullopt
                                                              : std::optional(words.front().size());
  }
  for (const std::string& word : words) {
    if (name.find(word) == std::string_view::npos) return std::nullopt;
  }
  // The shortest part begins with one of the words: from each, as far as it takes for the others.
  size_t shortest = name.size();
  for (const std::string& first : words) {
    for (size_t begin = name.find(first); begin != std::string_view::npos;
         begin = name.find(first, begin + 1)) {
      size_t end = begin;
      for (const std::string& word : words) {
        const size_t at = name.find(word, begin);
        if (at == std::string_view::npos) {
          end = std::string_view::npos;
          break;
        }
        end = std::max(end, at + word.size());
      }
      if (end == std::string_view::npos) break;  // nor from any later place
      shortest = std::min(shortest, end - begin);
    }
  }
  return shortest;
}

// Both normalised; nothing when the name does not hold the words.
std::optional<Fit> FitOf(std::string_view name, MatchField field, const SearchWords& words) {
  const std::optional<size_t> spread = SpreadOf(name, words.words);
  if (!spread.has_value()) return std::nullopt;
  const size_t at = name.find(words.whole);
  const NameMatch match = name == words.whole             ? NameMatch::kExact
                          : at == 0                       ? NameMatch::kPrefix
                          : at != std::string_view::npos ? NameMatch::kSubstring
                                                          : NameMatch::kWords;
  return Fit{field, match, *spread, name.size()};
}

// Of one node: the names differ and nothing else.
bool FitsBetter(const Fit& a, const Fit& b) {
  return std::tuple(a.rank(), a.length) < std::tuple(b.rank(), b.length);
}

// A node that was found, by its best name.
struct Candidate {
  Fit fit;
  Confidence confidence = 0;
  size_t degree = 0;
  Vertex vertex = 0;

  friend bool operator<(const Candidate& a, const Candidate& b) {
    return std::tuple(a.fit.rank(), b.confidence, a.fit.length, b.degree, a.vertex) <
           std::tuple(b.fit.rank(), a.confidence, b.fit.length, a.degree, b.vertex);
  }
};

// The word that the fewest strings are likely to hold.
std::string_view Longest(const SearchWords& words) {
  return *std::ranges::max_element(words.words, {}, &std::string::size);
}

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
    names.Add(NormalizeName(ShownName(merged)));
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
  const SearchWords words = SearchWords::Of(query.text);
  if (words.words.empty()) return {};
  std::vector<Candidate> candidates;
  const auto search_shelf = [&](const Shelf& shelf, bool texts) {
    for (const uint32_t number : shelf.names.Find(Longest(words))) {
      const Vertex v = shelf.vertices[number];
      if (!query.kinds.empty() && !std::ranges::count(query.kinds, view_->kind(v))) continue;
      if (view_->confidence(v) < query.min_confidence) continue;
      // The names of one node stand side by side, its own first.
      const bool alias = number > 0 && shelf.vertices[number - 1] == v;
      const MatchField field = texts   ? MatchField::kText
                               : alias ? MatchField::kAlias
                                       : MatchField::kName;
      const std::optional<Fit> fit = FitOf(shelf.names.text(number), field, words);
      if (!fit.has_value()) continue;
      if (candidates.empty() || candidates.back().vertex != v) {
        candidates.push_back({*fit, view_->confidence(v), view_->Degree(v), v});
      } else if (FitsBetter(*fit, candidates.back().fit)) {
        candidates.back().fit = *fit;
      }
    }
  };
  if (query.kinds.empty() || !std::ranges::all_of(query.kinds, IsText)) {
    search_shelf(entities_, /*texts=*/false);
  }
  if (query.kinds.empty() || std::ranges::any_of(query.kinds, IsText)) {
    search_shelf(texts_, /*texts=*/true);
  }

  const size_t begin = std::min(query.first, candidates.size());
  const size_t end = begin + std::min(query.limit, candidates.size() - begin);
  std::ranges::partial_sort(candidates, candidates.begin() + static_cast<std::ptrdiff_t>(end),
                            std::less<>());
  NameHits found;
  found.total = candidates.size();
  for (const Candidate& candidate : std::span(candidates).subspan(begin, end - begin)) {
    found.hits.push_back(
        {candidate.vertex, candidate.fit.match, candidate.fit.field, candidate.degree});
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

std::optional<std::string_view> BestName(const MergedNode& merged, const SearchWords& words) {
  if (words.words.empty()) return std::nullopt;
  std::optional<std::string_view> best;
  std::optional<Fit> best_fit;
  const auto consider = [&](std::string_view name, MatchField field) {
    const std::optional<Fit> fit = FitOf(NormalizeName(name), field, words);
    if (!fit.has_value() || (best_fit.has_value() && !FitsBetter(*fit, *best_fit))) return;
    best = name;
    best_fit = fit;
  };
  consider(ShownName(merged), MatchField::kName);
  for (const std::string& alias : merged.node.aliases) consider(alias, MatchField::kAlias);
  return best;
}

}  // namespace policygraph

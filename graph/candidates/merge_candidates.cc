#include "graph/candidates/merge_candidates.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "graph/base/status_macros.h"
#include "graph/search/name_normalizer.h"
#include "graph/store/merge.h"
#include "unicode/utf8.h"

namespace policygraph {
namespace {

using Characters = std::u32string;

constexpr size_t kReadTogether = 1000;  // nodes
constexpr size_t kStride = 256;         // nodes compared between two questions whether to go on

// Scores. What a shared place adds, and what remains when the scopes speak against it.
constexpr double kSameNameScore = 0.8;
constexpr double kSharedAliasScore = 0.75;
constexpr double kSharedPlaceBonus = 0.15;
constexpr double kOtherScopeFactor = 0.6;

// Names are similar when at most a quarter of the longer one has to be changed.
constexpr size_t kShortestSimilar = 4;
constexpr size_t kLongestSimilar = 64;
constexpr double kLeastSimilarity = 0.75;
constexpr size_t kShortestContained = 2;

Characters CharactersOf(std::string_view text) {
  Characters characters;
  const auto length = static_cast<int32_t>(text.size());
  for (int32_t i = 0; i < length;) {
    UChar32 c;
    U8_NEXT_OR_FFFD(text.data(), i, length, c);
    characters.push_back(static_cast<char32_t>(c));
  }
  return characters;
}

// True for the characters that tell members of a series apart: 一期 and 二期, S11 and S13, 东区 and
// 西区.
bool Distinguishes(char32_t c) {
  if ((c >= U'0' && c <= U'9') || (c >= U'a' && c <= U'z')) return true;
  constexpr std::u32string_view kMarks = U"〇零一二三四五六七八九十百甲乙丙丁东西南北上下期号";
  return kMarks.find(c) != std::u32string_view::npos;
}

// True when the names differ in such characters alone.
bool InOneSeries(const Characters& a, const Characters& b) {
  const auto [a_begin, b_begin] = std::ranges::mismatch(a, b);
  auto a_end = a.end();
  auto b_end = b.end();
  while (a_end != a_begin && b_end != b_begin && a_end[-1] == b_end[-1]) {
    --a_end;
    --b_end;
  }
  return std::all_of(a_begin, a_end, Distinguishes) && std::all_of(b_begin, b_end, Distinguishes);
}

// How many characters have to be put in, taken out or replaced.
size_t EditDistance(const Characters& a, const Characters& b) {
  std::vector<size_t> row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t diagonal = std::exchange(row[0], i);
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t replaced = diagonal + (a[i - 1] != b[j - 1] ? 1 : 0);
      diagonal = std::exchange(row[j], std::min({row[j] + 1, row[j - 1] + 1, replaced}));
    }
  }
  return row.back();
}

std::optional<NameSimilarity> Compare(const Characters& a, const Characters& b) {
  const Characters& shorter = a.size() <= b.size() ? a : b;
  const Characters& longer = a.size() <= b.size() ? b : a;
  if (shorter == longer || InOneSeries(shorter, longer)) return std::nullopt;
  const double length = static_cast<double>(longer.size());
  if (shorter.size() >= kShortestContained && longer.find(shorter) != Characters::npos) {
    const double share = static_cast<double>(shorter.size()) / length;
    return NameSimilarity{0.4 + 0.4 * share, CandidateReason::kContainedName};
  }
  if (longer.size() < kShortestSimilar || longer.size() > kLongestSimilar) return std::nullopt;
  const double similarity = 1 - static_cast<double>(EditDistance(shorter, longer)) / length;
  if (similarity < kLeastSimilarity) return std::nullopt;
  return NameSimilarity{0.8 * similarity, CandidateReason::kSimilarName};
}

// What is compared of a node.
struct Entry {
  Vertex vertex = 0;
  std::string scope;
  Characters name;                  // normalised
  std::vector<Characters> aliases;  // sorted
  std::vector<Vertex> places;       // sorted
  bool confirmed = false;

  bool HasName(const Characters& other) const {
    return name == other || std::ranges::binary_search(aliases, other);
  }
};

Entry EntryOf(const GraphView& view, Vertex vertex, const MergedNode& merged) {
  Entry entry{.vertex = vertex,
              .scope = merged.node.scope,
              .name = CharactersOf(NormalizeName(merged.node.name)),
              .confirmed = !merged.confirmed_by.empty()};
  for (const std::string& alias : merged.node.aliases) {
    entry.aliases.push_back(CharactersOf(NormalizeName(alias)));
  }
  std::ranges::sort(entry.aliases);
  for (const ViewEdge& edge : view.OutEdges(vertex, EdgeKind::kLocatedIn)) {
    entry.places.push_back(edge.target);
  }
  std::ranges::sort(entry.places);
  return entry;
}

bool SharePlace(const Entry& a, const Entry& b) {
  if (!a.scope.empty() && a.scope == b.scope) return true;
  return std::ranges::any_of(
      a.places, [&](Vertex place) { return std::ranges::binary_search(b.places, place); });
}

bool ShareAlias(const Entry& a, const Entry& b) {
  return b.HasName(a.name) ||
         std::ranges::any_of(a.aliases, [&](const Characters& alias) { return b.HasName(alias); });
}

// The pair with score and reasons; score 0 when nothing speaks for it.
MergeCandidate ScorePair(const GraphView& view, const Entry& a, const Entry& b) {
  MergeCandidate pair;
  const auto argue = [&](double score, CandidateReason reason) {
    pair.score = std::max(pair.score, score);
    pair.reasons.push_back(reason);
  };
  if (a.confirmed && b.confirmed) return pair;
  if (a.name == b.name) {
    argue(kSameNameScore, CandidateReason::kSameName);
  } else if (ShareAlias(a, b)) {
    argue(kSharedAliasScore, CandidateReason::kSharedAlias);
  }
  if (const std::optional<NameSimilarity> similar = Compare(a.name, b.name)) {
    argue(similar->score, similar->reason);
  }
  if (pair.reasons.empty()) return pair;
  if (SharePlace(a, b)) {
    pair.score += kSharedPlaceBonus;
    pair.reasons.push_back(CandidateReason::kSharedPlace);
  } else if (!a.scope.empty() && !b.scope.empty()) {
    pair.score *= kOtherScopeFactor;
  }
  const bool a_stays = view.Degree(a.vertex) > view.Degree(b.vertex);
  pair.node = a_stays ? b.vertex : a.vertex;
  pair.into = a_stays ? a.vertex : b.vertex;
  return pair;
}

// Which nodes are worth comparing: those that have a name, or two characters of their name in a
// row, in common. A list of more than kMaxNodesOfBigram is too common to tell anything.
class Blocks {
 public:
  void Add(uint32_t number, const Entry& entry) {
    for (const Characters& key : KeysOf(entry)) lists_[key].push_back(number);
  }

  // Numbers above `number` of the entries that share a block with it, ascending. Sets `incomplete`
  // when a list was too long.
  std::vector<uint32_t> Above(uint32_t number, const Entry& entry, bool& incomplete) const {
    std::vector<uint32_t> found;
    for (const Characters& key : KeysOf(entry)) {
      const std::vector<uint32_t>& list = lists_.at(key);
      if (list.size() > kMaxNodesOfBigram) {
        incomplete = true;
        continue;
      }
      found.insert(found.end(), std::ranges::upper_bound(list, number), list.end());
    }
    std::ranges::sort(found);
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
  }

 private:
  // Each once. A name begins with a mark, so that it differs from the pairs of characters.
  static std::vector<Characters> KeysOf(const Entry& entry) {
    std::vector<Characters> keys = {U'=' + entry.name};
    for (const Characters& alias : entry.aliases) keys.push_back(U'=' + alias);
    for (size_t i = 0; i + 1 < entry.name.size(); ++i) keys.push_back(entry.name.substr(i, 2));
    std::ranges::sort(keys);
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    return keys;
  }

  absl::flat_hash_map<Characters, std::vector<uint32_t>> lists_;
};

// The nodes that the query is about, up to the bound, by vertex.
absl::StatusOr<std::vector<Entry>> ReadEntries(const GraphState& state, const CandidateQuery& query,
                                               absl::FunctionRef<absl::Status()> go_on,
                                               bool& incomplete) {
  const GraphView& view = state.view();
  std::vector<Entry> entries;
  for (Vertex next = 0; next < view.vertex_count() && !incomplete;) {
    std::vector<NodeId> ids;
    for (; next < view.vertex_count() && ids.size() < kReadTogether; ++next) {
      if (view.kind(next) == query.kind) ids.push_back(view.id(next));
    }
    RETURN_IF_ERROR(go_on());
    ASSIGN_OR_RETURN(const std::vector<MergedNode> nodes, ReadMergedNodes(state.snapshot(), ids));
    for (const MergedNode& node : nodes) {
      if (query.scope.has_value() && node.node.scope != *query.scope) continue;
      incomplete = entries.size() == kMaxComparedNodes;
      if (incomplete) break;
      entries.push_back(EntryOf(view, view.Find(node.node.id).value(), node));
    }
  }
  return entries;
}

}  // namespace

std::optional<NameSimilarity> CompareNames(std::string_view a, std::string_view b) {
  return Compare(CharactersOf(a), CharactersOf(b));
}

absl::StatusOr<MergeCandidates> FindMergeCandidates(const GraphState& state,
                                                    const CandidateQuery& query,
                                                    absl::FunctionRef<absl::Status()> go_on) {
  MergeCandidates found;
  ASSIGN_OR_RETURN(const std::vector<Entry> entries,
                   ReadEntries(state, query, go_on, found.incomplete));
  Blocks blocks;
  for (uint32_t i = 0; i < entries.size(); ++i) blocks.Add(i, entries[i]);
  for (uint32_t i = 0; i < entries.size(); ++i) {
    if (i % kStride == 0) RETURN_IF_ERROR(go_on());
    for (const uint32_t other : blocks.Above(i, entries[i], found.incomplete)) {
      MergeCandidate pair = ScorePair(state.view(), entries[i], entries[other]);
      if (!pair.reasons.empty() && pair.score >= query.min_score) {
        found.candidates.push_back(std::move(pair));
      }
    }
  }
  std::ranges::sort(found.candidates, [](const MergeCandidate& a, const MergeCandidate& b) {
    if (a.score != b.score) return a.score > b.score;
    return std::pair(a.node, a.into) < std::pair(b.node, b.into);
  });
  return found;
}

}  // namespace policygraph

#ifndef POLICYGRAPH_GRAPH_SEARCH_NAME_INDEX_H_
#define POLICYGRAPH_GRAPH_SEARCH_NAME_INDEX_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/model/elements.h"
#include "graph/model/vocabulary.h"
#include "graph/search/search_words.h"
#include "graph/search/substring_index.h"
#include "graph/store/merge.h"
#include "graph/view/graph_view.h"

namespace policygraph {

// How a name or text fits a query; the best fit first. Numbers are those of v1.MatchKind.
enum class NameMatch : uint8_t { kExact = 1, kPrefix = 2, kSubstring = 3, kWords = 4 };

// What of a node fits. Numbers are those of v1.MatchField.
enum class MatchField : uint8_t { kName = 1, kAlias = 2, kText = 3 };

// What to look for: SearchWords::Of(text).
struct NameQuery {
  std::string_view text;
  std::span<const NodeKind> kinds;  // of which kinds; all when empty
  Confidence min_confidence = 0;
  size_t first = 0;   // hits to pass over
  size_t limit = 20;  // hits to bring
};

struct NameHit {
  Vertex vertex = 0;
  NameMatch match = NameMatch::kSubstring;
  MatchField field = MatchField::kName;
  size_t degree = 0;  // GraphView::Degree

  friend bool operator==(const NameHit&, const NameHit&) = default;
};

struct NameHits {
  std::vector<NameHit> hits;
  size_t total = 0;
};

// Names and aliases of all nodes of one view, and the words of its statements and claims. Immutable;
// may be used from many threads.
class NameIndex {
 public:
  // Reads the names from the view's snapshot and fails as its reads do. The view must outlive the
  // index.
  static absl::StatusOr<NameIndex> Build(const GraphView& view);

  // Nodes of which some name, or the text, holds all words of the query, best first. Entities come
  // before statements and claims; then by NameMatch of the node's best name; a name before an alias;
  // the words closer together; the surer node; the shorter name; the higher degree; the smaller id.
  // Each node comes once. A query without words finds nothing.
  NameHits Search(const NameQuery& query) const;

  // Nodes of a kind of which some name is the text, by id.
  std::vector<Vertex> FindExact(std::string_view text, NodeKind kind) const;

 private:
  // The names of some kinds, with the node that each belongs to, by vertex.
  struct Shelf {
    SubstringIndex names;
    std::vector<Vertex> vertices;
  };

  NameIndex(const GraphView& view, Shelf entities, Shelf texts);

  const GraphView* view_;
  // Statements and claims are long and many: they stand apart so that a search for entities alone
  // does not wade through them.
  Shelf entities_;
  Shelf texts_;
};

// The name or alias of a node that fits best, as the node has it, or the words of a statement or
// claim; nothing when none does. Says of a hit what was found.
std::optional<std::string_view> BestName(const MergedNode& node, const SearchWords& words);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_SEARCH_NAME_INDEX_H_

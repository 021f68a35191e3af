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
#include "graph/search/substring_index.h"
#include "graph/view/graph_view.h"

namespace policygraph {

// How a name fits a query; the best fit first.
enum class NameMatch : uint8_t { kExact = 1, kPrefix = 2, kSubstring = 3 };

// What to look for. Query and names are compared as NormalizeName makes them.
struct NameQuery {
  std::string_view text;
  std::span<const NodeKind> kinds;  // of which kinds; all but statements and claims when empty
  Confidence min_confidence = 0;
  size_t first = 0;   // hits to pass over
  size_t limit = 20;  // hits to bring
};

struct NameHit {
  Vertex vertex = 0;
  NameMatch match = NameMatch::kSubstring;
  size_t degree = 0;  // GraphView::Degree

  friend bool operator==(const NameHit&, const NameHit&) = default;
};

struct NameHits {
  std::vector<NameHit> hits;
  size_t total = 0;
};

// Names and aliases of all nodes of one view. Immutable; may be used from many threads.
class NameIndex {
 public:
  // Reads the names from the view's snapshot and fails as its reads do. The view must outlive the
  // index.
  static absl::StatusOr<NameIndex> Build(const GraphView& view);

  // Nodes of which some name holds the text, of whatever length, best first: by NameMatch of the
  // node's best name, then the shorter name, the higher degree and the smaller id. Each node comes
  // once. A text that is empty when normalised finds nothing.
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
  // Statements and claims are long and many, and seldom asked for: they stand apart so that a
  // search for entities does not wade through them.
  Shelf entities_;
  Shelf texts_;
};

// The name or alias of a node that fits the text best, as the node has it; nothing when none does.
// Says of a hit what was found.
std::optional<std::string_view> BestName(const Node& node, std::string_view text);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_SEARCH_NAME_INDEX_H_

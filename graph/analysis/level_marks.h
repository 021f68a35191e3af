#ifndef POLICYGRAPH_GRAPH_ANALYSIS_LEVEL_MARKS_H_
#define POLICYGRAPH_GRAPH_ANALYSIS_LEVEL_MARKS_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "graph/view/graph_view.h"

namespace policygraph {

// For each vertex of a view, at which level which of two searches has reached it. Four bytes a
// vertex, kept from one search to the next: to forget all marks costs nothing, so that a search
// which looks at a hundred vertices of millions takes the time of a hundred. Not synchronised.
class LevelMarks {
 public:
  enum class Side : uint32_t { kFromStart = 0, kFromEnd = 1 };

  // Levels from here on do not fit.
  static constexpr size_t kLevelEnd = 256;

  // Forgets all marks and makes room for a view of so many vertices.
  void Begin(size_t vertices) {
    if (marks_.size() < vertices) marks_.resize(vertices, 0);
    if (++search_ == kSearchEnd) {
      std::ranges::fill(marks_, 0);
      search_ = 1;
    }
  }

  bool Reached(Vertex v) const { return marks_[v] >> kSearchShift == search_; }
  bool Reached(Vertex v, Side side) const { return marks_[v] >> kSideShift == Prefix(side); }
  bool Reached(Vertex v, Side side, size_t level) const { return marks_[v] == Of(side, level); }

  void Mark(Vertex v, Side side, size_t level) { marks_[v] = Of(side, level); }

 private:
  static constexpr int kSideShift = 8;  // below it the level
  static constexpr int kSearchShift = 9;
  static constexpr uint32_t kSearchEnd = uint32_t{1} << (32 - kSearchShift);

  uint32_t Prefix(Side side) const { return search_ << 1 | static_cast<uint32_t>(side); }
  uint32_t Of(Side side, size_t level) const {
    return Prefix(side) << kSideShift | static_cast<uint32_t>(level);
  }

  std::vector<uint32_t> marks_;
  uint32_t search_ = 0;
};

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_ANALYSIS_LEVEL_MARKS_H_

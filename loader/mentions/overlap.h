#ifndef POLICYGRAPH_LOADER_MENTIONS_OVERLAP_H_
#define POLICYGRAPH_LOADER_MENTIONS_OVERLAP_H_

#include <algorithm>
#include <span>

#include "loader/document.h"

namespace policygraph::loader {

// True when the ranges overlap and neither holds the other.
inline bool Crosses(const ByteSpan& a, const ByteSpan& b) {
  return a.Overlaps(b) && !a.Contains(b) && !b.Contains(a);
}

// Those of `mentions` (by begin, none overlapping another) that overlap the range. Takes
// logarithmic time.
inline std::span<const Mention> Overlapping(std::span<const Mention> mentions,
                                            const ByteSpan& range) {
  const auto begin = std::partition_point(mentions.begin(), mentions.end(), [&](const Mention& m) {
    return m.span.end <= range.begin;
  });
  const auto end = std::partition_point(begin, mentions.end(),
                                        [&](const Mention& m) { return m.span.begin < range.end; });
  return {begin, end};
}

// True when the range crosses one of `mentions`, which are as above.
inline bool CrossesAny(const ByteSpan& range, std::span<const Mention> mentions) {
  const std::span<const Mention> near = Overlapping(mentions, range);
  return std::any_of(near.begin(), near.end(),
                     [&](const Mention& mention) { return Crosses(range, mention.span); });
}

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_MENTIONS_OVERLAP_H_

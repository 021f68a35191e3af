#ifndef POLICYGRAPH_LOADER_CODE_POINTS_H_
#define POLICYGRAPH_LOADER_CODE_POINTS_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "graph/model/elements.h"
#include "loader/document.h"

namespace policygraph::loader {

// Turns bytes of a UTF-8 text into code points, which the graph counts in. Immutable; refers to the
// text, which must outlive it.
class CodePoints {
 public:
  explicit CodePoints(std::string_view text);

  // How many code points begin before this byte, which is at most the text's size.
  uint32_t Before(size_t byte) const;

  TextSpan SpanOf(const ByteSpan& span) const { return {Before(span.begin), Before(span.end)}; }

 private:
  std::string_view text_;
  std::vector<uint32_t> before_block_;  // code points before each block of bytes
};

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_CODE_POINTS_H_

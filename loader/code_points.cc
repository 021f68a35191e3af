#include "loader/code_points.h"

#include <algorithm>

namespace policygraph::loader {
namespace {

// Small enough that counting inside one is cheap, large enough that the index stays a fraction of
// the text.
constexpr size_t kBlock = 64;

uint32_t Count(std::string_view bytes) {
  return static_cast<uint32_t>(std::count_if(bytes.begin(), bytes.end(), [](char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;  // not a continuation byte
  }));
}

}  // namespace

CodePoints::CodePoints(std::string_view text) : text_(text) {
  before_block_.reserve(text.size() / kBlock + 1);
  uint32_t count = 0;
  for (size_t begin = 0; begin <= text.size(); begin += kBlock) {
    before_block_.push_back(count);
    count += Count(text.substr(begin, kBlock));
  }
}

uint32_t CodePoints::Before(size_t byte) const {
  const size_t block = byte / kBlock;
  return before_block_[block] + Count(text_.substr(block * kBlock, byte % kBlock));
}

}  // namespace policygraph::loader

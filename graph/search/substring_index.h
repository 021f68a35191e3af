#ifndef POLICYGRAPH_GRAPH_SEARCH_SUBSTRING_INDEX_H_
#define POLICYGRAPH_GRAPH_SEARCH_SUBSTRING_INDEX_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace policygraph {

// Finds among many strings those that hold a given one, of any length from one character. Chinese
// has no spaces to cut words at, so the index is by pairs of neighbouring characters: each pair has
// the list of strings it occurs in, and a search verifies the strings of the rarest pair of the
// query. The last character of a string makes a pair with an end mark; so a single character occurs
// exactly where some pair begins with it, and these pairs stand side by side.
//
// Immutable; may be used from many threads.
class SubstringIndex {
 public:
  // Collects the strings, all in one buffer.
  class Builder {
   public:
    // Adds the next string, valid UTF-8; the first one gets number 0. Up to 2^32 - 1 of them.
    void Add(std::string_view text);

    SubstringIndex Build() &&;

   private:
    std::string texts_;
    std::vector<uint64_t> begins_ = {0};
  };

  SubstringIndex() = default;

  size_t size() const { return begins_.size() - 1; }

  // The string with this number; precondition: number < size().
  std::string_view text(uint32_t number) const {
    return std::string_view(texts_).substr(begins_[number], begins_[number + 1] - begins_[number]);
  }

  // Numbers of the strings that hold `part`, ascending; none when it is empty.
  std::vector<uint32_t> Find(std::string_view part) const;

 private:
  // Two neighbouring characters, or the last one and an end mark; ordered by the first.
  using Pair = uint64_t;

  // The lists of all pairs from `from` to before `to`, one after the other.
  std::span<const uint32_t> ListsOf(Pair from, Pair to) const;

  std::string texts_;
  std::vector<uint64_t> begins_ = {0};

  std::vector<Pair> pairs_;            // ascending
  std::vector<uint64_t> list_begins_;  // where each pair's list begins, and the end
  std::vector<uint32_t> lists_;        // numbers of strings, ascending within a list
};

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_SEARCH_SUBSTRING_INDEX_H_

#include "graph/search/substring_index.h"

#include <algorithm>
#include <span>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "unicode/utf8.h"

namespace policygraph {
namespace {

// No name has this character, and if one did, only a needless candidate would come of it.
constexpr char32_t kEndMark = 0;

constexpr uint64_t PairOf(char32_t first, char32_t second) {
  return uint64_t{first} << 32 | second;
}

std::vector<char32_t> CharactersOf(std::string_view text) {
  std::vector<char32_t> characters;
  const auto length = static_cast<int32_t>(text.size());
  for (int32_t i = 0; i < length;) {
    UChar32 c;
    U8_NEXT_OR_FFFD(text.data(), i, length, c);
    characters.push_back(static_cast<char32_t>(c));
  }
  return characters;
}

// Calls `visit` with each pair of a string, the closing one included.
template <typename Visit>
void ForEachPair(std::string_view text, Visit visit) {
  std::vector<char32_t> characters = CharactersOf(text);
  if (characters.empty()) return;
  characters.push_back(kEndMark);
  for (size_t i = 0; i + 1 < characters.size(); ++i) {
    visit(PairOf(characters[i], characters[i + 1]));
  }
}

// The list of a pair while it is counted and filled.
struct List {
  uint64_t size = 0;
  uint64_t next = 0;       // where the next number goes
  uint32_t last_seen = 0;  // string that it had last, plus one

  // True the first time that a string has the pair.
  bool See(uint32_t number) { return std::exchange(last_seen, number + 1) != number + 1; }
};

}  // namespace

void SubstringIndex::Builder::Add(std::string_view text) {
  texts_ += text;
  begins_.push_back(texts_.size());
}

SubstringIndex SubstringIndex::Builder::Build() && {
  SubstringIndex index;
  index.texts_ = std::move(texts_);
  index.texts_.shrink_to_fit();
  index.begins_ = std::move(begins_);
  const auto size = static_cast<uint32_t>(index.size());

  // Counted first and filled then, so that the lists need no more memory than they end up with.
  absl::flat_hash_map<Pair, List> lists;
  for (uint32_t number = 0; number < size; ++number) {
    ForEachPair(index.text(number), [&](Pair pair) {
      List& list = lists[pair];
      if (list.See(number)) ++list.size;
    });
  }
  index.pairs_.reserve(lists.size());
  for (const auto& [pair, list] : lists) index.pairs_.push_back(pair);
  std::ranges::sort(index.pairs_);
  uint64_t begin = 0;
  for (const Pair pair : index.pairs_) {
    List& list = lists[pair];
    index.list_begins_.push_back(begin);
    list.next = begin;
    list.last_seen = 0;
    begin += list.size;
  }
  index.list_begins_.push_back(begin);

  index.lists_.resize(begin);
  for (uint32_t number = 0; number < size; ++number) {
    ForEachPair(index.text(number), [&](Pair pair) {
      List& list = lists[pair];
      if (list.See(number)) index.lists_[list.next++] = number;
    });
  }
  return index;
}

std::span<const uint32_t> SubstringIndex::ListsOf(Pair from, Pair to) const {
  const auto first = std::ranges::lower_bound(pairs_, from) - pairs_.begin();
  const auto last = std::ranges::lower_bound(pairs_, to) - pairs_.begin();
  if (first == last) return {};
  const uint64_t begin = list_begins_[static_cast<size_t>(first)];
  return std::span(lists_).subspan(begin, list_begins_[static_cast<size_t>(last)] - begin);
}

std::vector<uint32_t> SubstringIndex::Find(std::string_view part) const {
  const std::vector<char32_t> characters = CharactersOf(part);
  if (characters.empty()) return {};
  if (characters.size() == 1) {
    const char32_t only = characters.front();
    const std::span<const uint32_t> lists = ListsOf(PairOf(only, 0), PairOf(only + 1, 0));
    std::vector<uint32_t> found(lists.begin(), lists.end());
    std::ranges::sort(found);
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
  }
  std::span<const uint32_t> rarest;
  for (size_t i = 0; i + 1 < characters.size(); ++i) {
    const Pair pair = PairOf(characters[i], characters[i + 1]);
    const std::span<const uint32_t> list = ListsOf(pair, pair + 1);
    if (i == 0 || list.size() < rarest.size()) rarest = list;
  }
  std::vector<uint32_t> found;
  for (const uint32_t number : rarest) {
    if (text(number).find(part) != std::string_view::npos) found.push_back(number);
  }
  return found;
}

}  // namespace policygraph

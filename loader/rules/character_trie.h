#ifndef POLICYGRAPH_LOADER_RULES_CHARACTER_TRIE_H_
#define POLICYGRAPH_LOADER_RULES_CHARACTER_TRIE_H_

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace policygraph::loader {

// The words of a set as a tree of their characters, read from the first character or from the last.
// One probe of a hash table a character: Chinese words are two to four characters long, so a walk
// ends at once nearly everywhere. Immutable once built; may be shared by threads.
class CharacterTrie {
 public:
  enum class Reading { kForwards, kBackwards };

  // Words are UTF-8; of equal words the first one counts. Empty words are left out.
  CharacterTrie(const std::vector<std::string>& words, Reading reading);

  // Calls visit(bytes, index of the word) for each word that begins at byte `at` of the text, which
  // is at most its size; the shortest first. For tries that read forwards.
  template <typename Visit>
  void VisitFrom(std::string_view text, size_t at, Visit visit) const {
    uint32_t node = kRoot;
    for (size_t end = at; end < text.size();) {
      const Character character = CharacterAt(text, end);
      const Step* const step = Find(node, character.bits);
      if (step == nullptr) return;
      end += character.length;
      node = step->to;
      if (step->word != kNoWord) visit(end - at, size_t{step->word});
    }
  }

  // The same for each word that ends right before byte `end`. For tries that read backwards.
  template <typename Visit>
  void VisitUntil(std::string_view text, size_t end, Visit visit) const {
    uint32_t node = kRoot;
    for (size_t begin = end; begin > 0;) {
      const Character character = CharacterBefore(text, begin);
      const Step* const step = Find(node, character.bits);
      if (step == nullptr) return;
      begin -= character.length;
      node = step->to;
      if (step->word != kNoWord) visit(end - begin, size_t{step->word});
    }
  }

  // False when no word begins at byte `at` or, for tries that read backwards, ends right before
  // byte `end`: a test that nearly all places of a text fail, so it is kept as cheap as can be.
  bool MayBeginAt(std::string_view text, size_t at) const {
    return at < text.size() && MayBegin(CharacterAt(text, at).bits);
  }
  bool MayEndAt(std::string_view text, size_t end) const {
    return end > 0 && MayBegin(CharacterBefore(text, end).bits);
  }

  bool empty() const { return !has_words_; }

 private:
  static constexpr uint32_t kRoot = 0;
  static constexpr uint32_t kNoWord = ~uint32_t{0};
  static constexpr size_t kBeginnings = 1 << 14;

  // The bytes of a character as one number. Bytes in the middle of one make a number of their own,
  // so that a walk that begins there finds nothing.
  struct Character {
    uint32_t bits = 0;
    size_t length = 0;
  };
  // The way from one node to the next; one that leads to the root is an empty slot.
  struct Step {
    uint32_t from = kRoot;
    uint32_t character = 0;
    uint32_t to = kRoot;
    uint32_t word = kNoWord;  // that ends there
  };

  static Character CharacterOf(std::string_view text, size_t begin, size_t length) {
    uint32_t bits = 0;
    for (size_t i = 0; i < length; ++i) {
      bits = bits << 8 | static_cast<unsigned char>(text[begin + i]);
    }
    return {bits, length};
  }
  static Character CharacterAt(std::string_view text, size_t at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    // Three bytes, as nearly all characters of a Chinese text have.
    if ((lead & 0xF0) == 0xE0 && text.size() - at >= 3) return CharacterOf(text, at, 3);
    const size_t length = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    return CharacterOf(text, at, length < text.size() - at ? length : text.size() - at);
  }
  static Character CharacterBefore(std::string_view text, size_t end) {
    if (end >= 3 && (text[end - 1] & 0xC0) == 0x80 && (text[end - 2] & 0xC0) == 0x80 &&
        (text[end - 3] & 0xF0) == 0xE0) {
      return CharacterOf(text, end - 3, 3);
    }
    size_t begin = end - 1;
    while (begin > 0 && end - begin < 4 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80)
      --begin;
    return CharacterOf(text, begin, end - begin);
  }

  static uint64_t Hash(uint32_t node, uint32_t character) {
    return ((uint64_t{node} << 32 | character) * 0x9E3779B97F4A7C15) >> 20;
  }

  bool MayBegin(uint32_t character) const {
    return beginnings_[Hash(kRoot, character) % kBeginnings];
  }

  const Step* Find(uint32_t node, uint32_t character) const {
    const uint64_t hash = Hash(node, character);
    // Most places of a text fail here, in a table small enough to stay in the cache.
    if (node == kRoot && !beginnings_[hash % kBeginnings]) return nullptr;
    for (size_t slot = hash & mask_;; slot = (slot + 1) & mask_) {
      const Step& step = steps_[slot];
      if (step.to == kRoot) return nullptr;
      if (step.from == node && step.character == character) return &step;
    }
  }

  // The step from a node by a character, which it makes if there is none.
  Step& Take(uint32_t node, uint32_t character);

  std::vector<Step> steps_;  // open addressing, at most half full
  size_t mask_ = 0;
  uint32_t nodes_ = 1;
  bool has_words_ = false;
  std::bitset<kBeginnings> beginnings_;  // hashes of the steps from the root
};

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_RULES_CHARACTER_TRIE_H_

#include "loader/rules/character_trie.h"

#include <algorithm>
#include <bit>

namespace policygraph::loader {

CharacterTrie::CharacterTrie(const std::vector<std::string>& words, Reading reading) {
  size_t characters = 0;
  for (const std::string& word : words) {
    characters +=
        std::count_if(word.begin(), word.end(), [](char c) { return (c & 0xC0) != 0x80; });
  }
  steps_.resize(std::bit_ceil(2 * characters + 1));
  mask_ = steps_.size() - 1;
  for (size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[i];
    Step* step = nullptr;
    for (size_t done = 0; done < word.size();) {
      const Character character = reading == Reading::kForwards
                                      ? CharacterAt(word, done)
                                      : CharacterBefore(word, word.size() - done);
      step = &Take(step == nullptr ? kRoot : step->to, character.bits);
      done += character.length;
    }
    if (step == nullptr) continue;
    has_words_ = true;
    if (step->word == kNoWord) step->word = static_cast<uint32_t>(i);
  }
}

CharacterTrie::Step& CharacterTrie::Take(uint32_t node, uint32_t character) {
  const uint64_t hash = Hash(node, character);
  if (node == kRoot) beginnings_.set(hash % kBeginnings);
  size_t slot = hash & mask_;
  while (steps_[slot].to != kRoot) {
    Step& step = steps_[slot];
    if (step.from == node && step.character == character) return step;
    slot = (slot + 1) & mask_;
  }
  steps_[slot] = {node, character, nodes_++, kNoWord};
  return steps_[slot];
}

}  // namespace policygraph::loader

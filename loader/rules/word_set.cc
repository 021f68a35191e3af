#include "loader/rules/word_set.h"

#include <algorithm>

namespace policygraph::loader {
namespace {

// Making an agent costs more than a search, so each thread keeps one.
marisa::Agent& SearchAgent() {
  thread_local marisa::Agent agent;
  return agent;
}

// The first two bytes of a query; a query of one byte is followed by zero.
size_t Beginning(std::string_view query) {
  const auto first = static_cast<unsigned char>(query[0]);
  const auto second = query.size() > 1 ? static_cast<unsigned char>(query[1]) : 0u;
  return first << 8 | second;
}

}  // namespace

bool WordSet::Index::MayBegin(std::string_view query) const {
  return !query.empty() &&
         (beginnings[Beginning(query)] || beginnings[Beginning(query.substr(0, 1))]);
}

std::shared_ptr<const WordSet::Index> WordSet::Build(const std::vector<std::string>& words,
                                                     bool reversed) {
  marisa::Keyset keys;
  std::vector<size_t> pushed;
  auto index = std::make_shared<Index>();
  for (size_t i = 0; i < words.size(); ++i) {
    if (words[i].empty()) continue;
    const std::string key = reversed ? std::string(words[i].rbegin(), words[i].rend()) : words[i];
    keys.push_back(key.data(), key.size());
    pushed.push_back(i);
    index->beginnings.set(Beginning(key));
  }
  index->trie.build(keys);
  index->word_of_key.assign(index->trie.size(), words.size());
  for (size_t k = 0; k < keys.size(); ++k) {
    size_t& word = index->word_of_key[keys[k].id()];
    word = std::min(word, pushed[k]);
  }
  return index;
}

WordSet::WordSet(const std::vector<std::string>& words)
    : forward_(Build(words, false)), backward_(Build(words, true)) {
  size_ = forward_->trie.size();
  for (const std::string& word : words) longest_ = std::max(longest_, word.size());
}

std::vector<WordSet::Match> WordSet::AllAt(std::string_view text, size_t at) const {
  std::vector<Match> matches;
  const std::string_view window = text.substr(at, longest_);
  if (!forward_->MayBegin(window)) return matches;
  marisa::Agent& agent = SearchAgent();
  agent.set_query(window.data(), window.size());
  while (forward_->trie.common_prefix_search(agent)) {
    matches.push_back({agent.key().length(), forward_->word_of_key[agent.key().id()]});
  }
  return matches;
}

std::optional<WordSet::Match> WordSet::LongestAt(std::string_view text, size_t at) const {
  const std::vector<Match> matches = AllAt(text, at);
  if (matches.empty()) return std::nullopt;
  return matches.back();
}

std::vector<WordSet::Match> WordSet::AllEndingAt(std::string_view text, size_t end) const {
  std::vector<Match> matches;
  const size_t begin = end > longest_ ? end - longest_ : 0;
  const std::string window(text.rend() - end, text.rend() - begin);
  if (!backward_->MayBegin(window)) return matches;
  marisa::Agent& agent = SearchAgent();
  agent.set_query(window.data(), window.size());
  while (backward_->trie.common_prefix_search(agent)) {
    matches.push_back({agent.key().length(), backward_->word_of_key[agent.key().id()]});
  }
  return matches;
}

std::optional<WordSet::Match> WordSet::LongestEndingAt(std::string_view text, size_t end) const {
  const std::vector<Match> matches = AllEndingAt(text, end);
  if (matches.empty()) return std::nullopt;
  return matches.back();
}

std::optional<size_t> WordSet::Find(std::string_view text) const {
  if (!forward_->MayBegin(text)) return std::nullopt;
  marisa::Agent& agent = SearchAgent();
  agent.set_query(text.data(), text.size());
  if (!forward_->trie.lookup(agent)) return std::nullopt;
  return forward_->word_of_key[agent.key().id()];
}

}  // namespace policygraph::loader

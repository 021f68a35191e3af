#include "graph/search/search_words.h"

#include <algorithm>
#include <utility>

#include "graph/search/name_normalizer.h"
#include "unicode/uchar.h"
#include "unicode/utf8.h"

namespace policygraph {
namespace {

void AddWord(std::string_view text, std::vector<std::string>& words) {
  std::string word = NormalizeName(text);
  if (!word.empty() && std::ranges::count(words, word) == 0) words.push_back(std::move(word));
}

// A quote that opens a phrase, and the one that closes it.
struct Quotes {
  std::string_view open, close;
};
constexpr Quotes kQuotes[] = {{"\"", "\""}, {"“", "”"}};

// Bytes of the phrase at the beginning of the text, with its quotes; 0 when none is closed there.
size_t PhraseBytes(std::string_view text) {
  for (const Quotes& quotes : kQuotes) {
    if (!text.starts_with(quotes.open)) continue;
    const size_t close = text.find(quotes.close, quotes.open.size());
    if (close != std::string_view::npos) return close + quotes.close.size();
  }
  return 0;
}

}  // namespace

SearchWords SearchWords::Of(std::string_view query) {
  SearchWords search{.whole = NormalizeName(query)};
  size_t word_begin = 0;
  const auto end_word = [&](size_t end, size_t next) {
    AddWord(query.substr(word_begin, end - word_begin), search.words);
    word_begin = next;
  };
  const auto length = static_cast<int32_t>(query.size());
  for (int32_t i = 0; i < length;) {
    const auto begin = static_cast<size_t>(i);
    // Only at the beginning of a word: names have quotes within (“3+1”主导产业).
    if (const size_t phrase = begin == word_begin ? PhraseBytes(query.substr(begin)) : 0) {
      i += static_cast<int32_t>(phrase);
      continue;
    }
    UChar32 c;
    U8_NEXT_OR_FFFD(query.data(), i, length, c);
    if (u_isUWhiteSpace(c)) end_word(begin, static_cast<size_t>(i));
  }
  end_word(query.size(), query.size());
  return search;
}

std::vector<TextSpan> Highlights(std::string_view text, const SearchWords& words) {
  const NormalizedText normalized = NormalizeText(text);
  std::vector<TextSpan> spans;
  for (const std::string& word : words.words) {
    for (size_t at = normalized.text.find(word); at != std::string::npos;
         at = normalized.text.find(word, at + 1)) {
      spans.push_back({normalized.origins[at].start, normalized.origins[at + word.size() - 1].end});
    }
  }
  std::ranges::sort(spans);
  std::vector<TextSpan> joined;
  for (const TextSpan& span : spans) {
    if (!joined.empty() && span.start <= joined.back().end) {
      joined.back().end = std::max(joined.back().end, span.end);
    } else {
      joined.push_back(span);
    }
  }
  return joined;
}

}  // namespace policygraph

#include "graph/store/shared_evidence.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace policygraph {
namespace {

// How many of a row's evidence, from the first, may hold the words of others: on disk, so that a
// reader looks where the writer did. Few, because a place can have thousands.
constexpr size_t kHolders = 8;

// Byte at which the code point of this index begins; nothing when there are fewer.
std::optional<size_t> ByteOfCodePoint(std::string_view text, size_t from, uint32_t index) {
  const auto continues = [&](size_t at) { return (static_cast<uint8_t>(text[at]) & 0xC0) == 0x80; };
  size_t at = from;
  for (; index > 0; --index) {
    if (at == text.size()) return std::nullopt;
    do ++at;
    while (at < text.size() && continues(at));
  }
  return at;
}

// True when the words of `inner` should be words of `outer`.
template <typename Outer, typename Inner>
bool Holds(const Outer& outer, const Inner& inner) {
  return outer.statement == inner.statement && outer.span.start <= inner.span.start &&
         inner.span.end <= outer.span.end && inner.span.start <= inner.span.end;
}

// The words at a span of evidence that holds it; nothing when its quote is too short.
std::optional<std::string_view> WordsAt(const Evidence& outer, const TextSpan& span) {
  const std::string_view quote = outer.quote;
  const auto begin = ByteOfCodePoint(quote, 0, span.start - outer.span.start);
  if (!begin.has_value()) return std::nullopt;
  const auto end = ByteOfCodePoint(quote, *begin, span.end - span.start);
  if (!end.has_value()) return std::nullopt;
  return quote.substr(*begin, *end - *begin);
}

// The words of evidence number `index`, as the first one before it that has a quote of its own and
// holds its span says; nothing when none does.
template <typename EvidenceAt>
std::optional<std::string_view> WordsHeld(const StoredEvidence& stored, size_t index,
                                          const Evidence& evidence, EvidenceAt evidence_at) {
  for (size_t i = 0; i < std::min(index, kHolders); ++i) {
    if (!stored[static_cast<int>(i)].has_quote()) continue;
    const Evidence& outer = evidence_at(i);
    if (Holds(outer, evidence)) return WordsAt(outer, evidence.span);
  }
  return std::nullopt;
}

}  // namespace

void EvidenceWriter::Add(const Evidence& evidence) {
  storage::v1::Evidence& to = *out_.Add();
  to.set_statement(evidence.statement);
  to.set_start(evidence.span.start);
  to.set_end(evidence.span.end);
  const auto held = WordsHeld(out_, added_.size(), evidence,
                              [&](size_t i) -> const Evidence& { return *added_[i]; });
  if (held != evidence.quote) to.set_quote(evidence.quote);
  if (added_.empty() || added_.back()->rule != evidence.rule) to.set_rule(evidence.rule);
  added_.push_back(&evidence);
}

uint32_t EvidenceWriter::Share(const Evidence& evidence) {
  const size_t searched = std::min(added_.size(), kHolders);
  for (size_t i = 0; i < searched; ++i) {
    if (*added_[i] == evidence) return static_cast<uint32_t>(i);
  }
  Add(evidence);
  return static_cast<uint32_t>(added_.size() - 1);
}

bool ReadEvidence(const StoredEvidence& from, size_t count, std::vector<Evidence>& evidence) {
  if (count > static_cast<size_t>(from.size())) return false;
  evidence.resize(count);
  for (size_t i = 0; i < count; ++i) {
    const storage::v1::Evidence& stored = from[static_cast<int>(i)];
    Evidence& to = evidence[i];
    to.statement = stored.statement();
    to.span = {stored.start(), stored.end()};
    if (stored.has_quote()) {
      to.quote = stored.quote();
    } else {
      const auto held =
          WordsHeld(from, i, to, [&](size_t k) -> const Evidence& { return evidence[k]; });
      if (!held.has_value()) return false;
      to.quote = *held;
    }
    if (!stored.has_rule() && i == 0) return false;
    to.rule = stored.has_rule() ? stored.rule() : evidence[i - 1].rule;
  }
  return true;
}

}  // namespace policygraph

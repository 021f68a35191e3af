#ifndef POLICYGRAPH_LOADER_LINKS_SCENE_H_
#define POLICYGRAPH_LOADER_LINKS_SCENE_H_

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "loader/document.h"
#include "loader/rules/link_rules.h"

namespace policygraph::loader {

// A run of consecutive indices.
struct IndexRange {
  size_t begin = 0;
  size_t end = 0;
};

// What the link rules look at: a document with its mentions and claims by sentence, its mentions'
// nesting, and its clauses. Refers to the document and the rules, which must outlive it.
class Scene {
 public:
  Scene(const Document& document, const LinkRules& rules);

  const Document& document() const { return document_; }
  const LinkRules& rules() const { return rules_; }
  const Mention& mention(size_t index) const { return document_.mentions[index]; }

  // Indices of the mentions and of the claims of a sentence.
  IndexRange MentionsOf(size_t sentence) const { return mentions_[sentence]; }
  IndexRange ClaimsOf(size_t sentence) const { return claims_[sentence]; }

  // Index of the first mention of the document that does not begin before this byte.
  size_t FirstMentionFrom(size_t byte) const;

  // The mention right around this one, if it is nested.
  std::optional<size_t> OuterOf(size_t mention) const { return outer_[mention]; }

  // The clause of a sentence that holds this byte: a piece between commas, semicolons and colons
  // that stand in no quotation, bracket or name.
  ByteSpan ClauseAt(size_t sentence, size_t byte) const;

  // Text between two places, at most `limit` bytes of it: nothing when it is longer.
  std::optional<std::string_view> Between(size_t begin, size_t end, size_t limit) const;

  // True when the text between two mentions does no more than list them: a list word, or nothing
  // but quotation marks.
  bool Listed(size_t first, size_t second) const;

  // The mentions of one list whose last member is this one, in order; only those that the rule may
  // start from.
  std::vector<size_t> ListEndingWith(size_t mention, const LinkRule& rule) const;

  // Where a name begins or ends when the sign that opens or closes it (“《》”) counts.
  size_t BeforeSigns(size_t begin) const;
  size_t AfterSigns(size_t end) const;
  bool OpensWithSign(size_t begin) const;

  // The first mention of the document that has this canonical name.
  std::optional<size_t> Named(std::string_view name) const;

  // True when both name the same node.
  bool SameNode(size_t a, size_t b) const;

 private:
  bool JoinsList(size_t begin, size_t end) const;
  void FindNesting();
  void CutClauses();

  const Document& document_;
  const LinkRules& rules_;
  std::vector<IndexRange> mentions_;          // by sentence
  std::vector<IndexRange> claims_;            // by sentence
  std::vector<std::optional<size_t>> outer_;  // by mention
  std::vector<size_t> clause_begins_;         // of the whole text, rising
  absl::flat_hash_map<std::string_view, size_t> by_name_;
};

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_LINKS_SCENE_H_
